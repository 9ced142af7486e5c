// @ts-check
// Further sheets are loaded in place; without script they are links.

import { fetchPage } from './asking.js';
import { find, goTo, idOf, insert, section, still } from './thread.js';

/** @param {Element | null | undefined} article @returns {Element | null | undefined} */
const above = (article) => article?.closest('li')?.parentElement?.closest('li')?.querySelector(':scope > article');

/** Take over what is not here yet. @param {Document} sheet @returns {HTMLElement[]} */
function takeOver(sheet) {
  const taken = [];
  for (const article of [...sheet.querySelectorAll('#discussion article.comment')]) {
    if (find(idOf(article))) continue;
    const parent = above(article);
    const item = document.createElement('li');
    const here = parent && find(idOf(parent));
    if (parent && !here) continue;
    const more = article.parentElement?.querySelector(':scope > .more');
    item.append(document.adoptNode(article));
    if (more) item.append(document.adoptNode(more));
    const placed = insert(item, parent && idOf(parent));
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
    taken = takeOver(sheet);
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
