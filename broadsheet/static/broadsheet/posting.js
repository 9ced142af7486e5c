// @ts-check
// Posts without a reload. What was typed stays in the form until the server says it is kept.

import { ask } from './asking.js';
import { forgetDraft } from './drafts.js';
import { own } from './mine.js';
import { field, form, goHome, parentId } from './replying.js';
import { build, goTo, insert } from './thread.js';
import { say, tally } from './words.js';

const opened = Date.now();
let busy = false;

/** Show a refusal at its field, as the page without script does. @param {HTMLFormElement} form @param {any} answer */
export function refuse(form, { field, sentence }) {
  const at = ['name', 'email', 'website'].includes(field) ? field : 'text';
  const input = /** @type {HTMLElement | null} */ (form.elements.namedItem(at));
  const error = document.createElement('p');
  error.className = 'error';
  error.id = `error-${at}`;
  error.setAttribute('role', 'alert');
  error.textContent = sentence;
  (input ?? form.firstElementChild)?.before(error);
  input?.setAttribute('aria-invalid', 'true');
  input?.setAttribute('aria-describedby', error.id);
  const folded = input?.closest('details');
  if (folded) folded.open = true;
  input?.focus();
}

/** @param {HTMLFormElement} form */
export function forgive(form) {
  form.querySelectorAll('.error').forEach((error) => error.remove());
  form.querySelectorAll('[aria-invalid]').forEach((input) => {
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-describedby');
  });
}

async function post() {
  if (!form || busy) return;
  busy = true;
  forgive(form);
  form.setAttribute('aria-busy', 'true');
  const parent = parentId();
  const sent = new FormData(form);
  sent.set('seconds', String((Date.now() - opened) / 1000));
  sent.set('proof', '?'); // should one be wanted: see proving.js
  let answer = await ask(form.action, sent);
  const { puzzle, bits } = answer;
  if (puzzle) {
    const solved = import('./proving.js').then(({ prove }) => prove(puzzle, bits));
    sent.set('proof', await solved.catch(() => '')); // without one it is held
    answer = await ask(form.action, sent);
  }
  form.removeAttribute('aria-busy');
  busy = false;
  if (!answer.ok) return refuse(form, answer);
  const text = field('text');
  if (text) text.value = '';
  forgetDraft(parent);
  goHome();
  const article = insert(build(answer.html), parent) ?? insert(build(answer.html));
  own(answer);
  if (answer.state === 'published') tally(1);
  say(answer.sentence ?? '');
  if (article) goTo(article);
}

form?.addEventListener('submit', (event) => {
  if (event.submitter?.hasAttribute('formaction')) return; // to sign in, with what was typed
  event.preventDefault();
  post();
});
form?.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
