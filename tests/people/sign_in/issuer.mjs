// A certified OpenID Connect provider for tests: npm's oidc-provider, on loopback, with its own pages to sign in.
// Arguments: port, redirect address. It says "ready" when it listens.
import http from 'node:http';
import { Provider } from 'oidc-provider';

const [port, back] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: 'paper', client_secret: 'only-for-tests', redirect_uris: [back] }],
  cookies: { keys: ['only-for-tests'] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
  // Whoever signs in calls themself Ada and says her address is theirs, as a provider might that proves nothing.
  findAccount: (_, sub) => ({
    accountId: sub,
    claims: () => ({ sub, email: 'ada@paper.example', email_verified: true, name: 'Ada', preferred_username: 'ada' }),
  }),
});
http.createServer(provider.callback()).listen(Number(port), '127.0.0.1', () => console.log('ready'));
