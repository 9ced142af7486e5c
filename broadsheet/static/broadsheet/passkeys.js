// @ts-check
// Passkeys: what the server asks is handed to the browser, and its answer back. The page works without.

import { ask } from './asking.js';

const form = /** @type {HTMLFormElement | null} */ (document.getElementById('passkey'));

/** @param {string} text */
const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

/** @param {ArrayBuffer} buffer */
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Everything of a credential that a server may want, buffers as text. @param {any} thing */
function plain(thing) {
  /** @type {Record<string, any>} */
  const made = {};
  for (const name in thing) {
    const value = thing[name];
    if (value instanceof ArrayBuffer) made[name] = text(value);
    else if (typeof value === 'string') made[name] = value;
  }
  return made;
}

async function go() {
  if (!form) return;
  const error = /** @type {HTMLElement} */ (form.querySelector('.error'));
  error.hidden = true;
  const data = new FormData(form);
  const { publicKey: key, ok, sentence } = await ask(form.action, data);
  try {
    if (!ok) throw new Error(sentence);
    key.challenge = bytes(key.challenge);
    if (key.user) key.user.id = bytes(key.user.id);
    for (const one of key.excludeCredentials ?? key.allowCredentials ?? []) one.id = bytes(one.id);
    const what = { publicKey: key };
    const made = /** @type {any} */ (await navigator.credentials[key.user ? 'create' : 'get'](what));
    if (!made) return;
    const told = { ...plain(made), response: plain(made.response), clientExtensionResults: made.getClientExtensionResults() };
    data.set('credential', JSON.stringify(told));
    const answer = await ask(form.dataset.keep ?? '', data);
    if (!answer.ok) throw new Error(answer.sentence);
    location.assign(answer.to);
  } catch (problem) {
    if (/** @type {Error} */ (problem).name === 'NotAllowedError') return; // the reader thought better of it
    error.textContent = /** @type {Error} */ (problem).message;
    error.hidden = false;
  }
}

if (form && 'PublicKeyCredential' in window) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go();
  });
}
