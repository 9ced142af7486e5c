// @ts-check
// Passkeys: what the server asks is handed to the browser, and its answer back. Where a browser cannot read the
// question (before 2025), the button stays hidden: there are other ways in.

import { ask } from './asking.js';

const form = /** @type {HTMLFormElement | null} */ (document.getElementById('passkey'));
/** @type {any} */
const keys = 'PublicKeyCredential' in window && PublicKeyCredential;

/** @param {HTMLFormElement} form */
async function go(form) {
  const error = /** @type {HTMLElement} */ (form.querySelector('.error'));
  error.hidden = true;
  const data = new FormData(form);
  const { publicKey, ok, sentence } = await ask(form.action, data);
  try {
    if (!ok) throw new Error(sentence);
    const made = /** @type {any} */ (
      publicKey.user
        ? await navigator.credentials.create({ publicKey: keys.parseCreationOptionsFromJSON(publicKey) })
        : await navigator.credentials.get({ publicKey: keys.parseRequestOptionsFromJSON(publicKey) })
    );
    data.set('credential', JSON.stringify(made));
    const answer = await ask(form.dataset.keep ?? '', data);
    if (!answer.ok) throw new Error(answer.sentence);
    location.assign(answer.to);
  } catch (problem) {
    const { name, message } = /** @type {Error} */ (problem);
    error.textContent = message;
    error.hidden = name === 'NotAllowedError'; // the reader thought better of it
  }
}

if (form && keys?.parseRequestOptionsFromJSON) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go(form);
  });
}
