// @ts-check
// Persons whom this reader does not want to read: remembered in this browser, told to nobody.

import { dressers } from './thread.js';

const KEY = 'ignored';
const LINK = '.p-author a[href^="/person/"]';
/** Addresses of their pages. @type {Set<string | null | undefined>} */
let ignored = new Set();
try {
  ignored = new Set(JSON.parse(localStorage.getItem(KEY) ?? '[]'));
} catch {
  // Not allowed.
}

/** @param {Element} article */
const hide = (article) =>
  article.classList.toggle('ignored', ignored.has(article.querySelector(LINK)?.getAttribute('href')));

dressers.push(hide);
if (ignored.size) document.querySelectorAll('article.comment').forEach(hide);

const button = document.getElementById('ignore');
if (button) {
  const { person, again = '' } = button.dataset;
  const words = button.textContent;
  const show = () => { button.textContent = ignored.has(person) ? again : words; };
  button.hidden = false;
  show();
  button.addEventListener('click', () => {
    if (!ignored.delete(person)) ignored.add(person);
    localStorage.setItem(KEY, JSON.stringify([...ignored]));
    show();
  });
}
