// @ts-check
// The form comes to the comment that is answered, and goes back.

import { find, still } from './thread.js';
import { word } from './words.js';

export const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form#write'));
const home = document.createComment('');
const cancel = document.createElement('button');
const label = form?.getAttribute('aria-label');

/** @param {string} name */
export const field = (name) => /** @type {HTMLInputElement | null} */ (form?.elements.namedItem(name) ?? null);
export const parentId = () => field('parent')?.value ?? '';

/** Move the form; drafts listen. @param {string} parent @param {() => void} move */
function moveTo(parent, move) {
  form?.dispatchEvent(new Event('leave'));
  still(move);
  /** @type {HTMLInputElement} */ (field('parent')).value = parent;
  cancel.hidden = !parent;
  form?.dispatchEvent(new Event('arrive'));
}

/** @param {Element} article */
function replyTo(article) {
  const name = article.querySelector('.p-author')?.textContent ?? '';
  moveTo(article.id.slice(8), () => article.after(/** @type {Node} */ (form)));
  form?.setAttribute('aria-label', word('reply').replace('NAME', name));
  field('text')?.focus({ preventScroll: true });
  form?.scrollIntoView({ block: 'nearest' });
}

/** Put the form back where it was printed. */
export function goHome() {
  if (!form || !parentId()) return;
  moveTo('', () => home.after(form));
  if (label) form.setAttribute('aria-label', label);
  else form.removeAttribute('aria-label');
}

function giveUp() {
  const article = find(parentId());
  goHome();
  /** @type {HTMLElement | null | undefined} */ (article?.querySelector('a[href$="/reply"]'))?.focus();
}

if (form) {
  form.before(home);
  cancel.type = 'button';
  cancel.className = 'cancel';
  cancel.textContent = word('cancel');
  cancel.hidden = true;
  cancel.addEventListener('click', giveUp);
  form.querySelector('[type=submit], button:not([type])')?.after(cancel);
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') giveUp();
  });
  document.addEventListener('click', (event) => {
    const link = /** @type {Element} */ (event.target).closest('a[href$="/reply"]');
    const article = link?.closest('article.comment');
    if (!article || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    replyTo(article);
  });
  const answered = parentId() && find(parentId()); // back from signing in
  if (answered) replyTo(answered);
}
