// @ts-check
// Further sheets are loaded in place; without script they are links.

import { fetchPage } from './asking.js';
import { find, goTo, idOf, insert, section, still } from './thread.js';

/** The comment that one stands under. @param {Element} article */
const above = (article) => article.closest('li')?.parentElement?.closest('li')?.querySelector(':scope > article');

/** Take over what is not here yet. @param {Document} sheet @param {string} [thread] the one it is a sheet of */
function takeOver(sheet, thread) {
  /** @type {HTMLElement[]} */
  const taken = [];
  const articles = [...sheet.querySelectorAll('#discussion article.comment')];
  const places = articles.map((article) => ({
    article,
    parent: above(article),
    more: article.parentElement?.querySelector(':scope > .more') ?? '',
  }));
  for (const { article, parent, more } of places) {
    if (find(idOf(article))) continue;
    const item = document.createElement('li');
    item.append(article, more);
    const placed = insert(item, parent ? idOf(parent) : thread);
    if (placed) taken.push(placed);
  }
  return taken;
}

/** @param {HTMLAnchorElement} link */
async function load(link) {
  link.setAttribute('aria-busy', 'true');
  let sheet;
  try {
    sheet = await fetchPage(link.href);
  } catch {
    return location.assign(link.href);
  }
  const next = sheet.querySelector(`.further a[rel="${link.rel || 'next'}"]`);
  /** @type {HTMLElement[]} */
  let taken = [];
  still(() => {
    taken = takeOver(sheet, /\/thread\/(\d+)/.exec(link.pathname)?.[1]);
    const address = next?.getAttribute('href');
    if (address) link.setAttribute('href', address);
    else (link.closest('.more') ?? link).remove();
  });
  link.removeAttribute('aria-busy');
  if (taken.length) goTo(taken[0]);
  else if (link.isConnected) link.focus();
}

section?.addEventListener('click', (event) => {
  const link = /** @type {HTMLAnchorElement | null} */ (
    /** @type {Element} */ (event.target).closest('.further a[rel], .more a, a.more')
  );
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  load(link);
});
