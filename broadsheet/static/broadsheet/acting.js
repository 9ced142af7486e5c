// @ts-check
// Edit, withdraw and flag in place: the form of the page that the link leads to is borrowed and shown under the
// comment.

import { ask, fetchPage } from './asking.js';
import { forgive, refuse } from './posting.js';
import { build, find, goTo, idOf, insert } from './thread.js';
import { say, word } from './words.js';

const LINK = 'a[href$="/edit"], a[href$="/withdraw"], a[href$="/flag"]';

/** @param {HTMLAnchorElement} link @param {Element} article */
async function borrow(link, article) {
  let form;
  try {
    form = (await fetchPage(link.href)).querySelector('main form');
  } catch {
    // The page itself says what is wrong.
  }
  if (!form) return location.assign(link.href);
  document.adoptNode(form);
  const borrowed = /** @type {HTMLFormElement} */ (form);
  borrowed.action ||= link.href;
  borrowed.append(wayBack(borrowed, link));
  article.querySelector('form')?.remove();
  article.append(borrowed);
  const first = borrowed.querySelector('textarea, input:not([type=hidden]), button');
  /** @type {HTMLElement | null} */ (first)?.focus();
  borrowed.addEventListener('submit', (event) => {
    event.preventDefault();
    send(borrowed, article, link);
  });
}

/** @param {HTMLFormElement} form @param {HTMLElement} link */
function wayBack(form, link) {
  const button = document.createElement('button');
  const leave = () => {
    form.remove();
    link.focus();
  };
  button.type = 'button';
  button.className = 'cancel';
  button.textContent = word('cancel');
  button.addEventListener('click', leave);
  form.addEventListener('keydown', (event) => event.key === 'Escape' && leave());
  return button;
}

/** @param {HTMLFormElement} form @param {Element} article @param {HTMLAnchorElement} link */
async function send(form, article, link) {
  forgive(form);
  const answer = await ask(link.href, new FormData(form));
  if (!answer.ok) return refuse(form, answer);
  form.remove();
  if (answer.html) insert(build(answer.html));
  say(answer.sentence ?? '');
  const now = find(idOf(article));
  if (now) goTo(now);
}

document.addEventListener('click', (event) => {
  const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest(LINK));
  const article = link?.closest('article.comment');
  if (!link || !article || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  borrow(link, article);
});
