// @ts-check
// Likes and takes a like back without leaving the page.

import { ask } from './asking.js';
import { dressers, idOf } from './thread.js';
import { say } from './words.js';

const BUTTON = 'button[formaction$="like"]';
/** What this reader likes: ids of comments. @type {Set<string>} */
export const liked = new Set();

/** @param {Element} button @param {boolean} liked */
function press(button, liked) {
  button.setAttribute('aria-pressed', String(liked));
  const address = button.getAttribute('formaction') ?? '';
  button.setAttribute('formaction', address.replace(/(un)?like$/, liked ? 'unlike' : 'like'));
}

/** Say in the button how many like it. @param {Element | null} around @param {string} words */
export function showLikes(around, words) {
  const button = around?.querySelector(BUTTON);
  if (!button) return;
  let likes = button.querySelector('.likes');
  if (!likes) {
    likes = document.createElement('span');
    likes.className = 'likes';
    button.append(' ', likes);
  }
  likes.textContent = words;
}

/** @param {Element | null} around @param {boolean} liked */
export function markLiked(around, liked) {
  const button = around?.querySelector(BUTTON);
  if (button) press(button, liked);
}

dressers.push((article) => markLiked(article, liked.has(idOf(article))));
document.querySelectorAll(BUTTON).forEach((button) => press(button, false));

document.addEventListener('click', async (event) => {
  const button = /** @type {Element} */ (event.target).closest(BUTTON);
  if (!button) return;
  event.preventDefault();
  const was = button.getAttribute('aria-pressed') === 'true';
  const address = button.getAttribute('formaction') ?? '';
  press(button, !was);
  const answer = await ask(address, new FormData());
  press(button, answer.ok ? answer.liked : was);
  if (!answer.ok) return say(answer.sentence ?? '');
  showLikes(button.parentElement, answer.words);
  const article = button.closest('article.comment');
  if (article) liked[answer.liked ? 'add' : 'delete'](idOf(article));
});
