// @ts-check
// Comments on the page: finding them, putting one where it belongs, and changing the page without moving it.

export const story = document.documentElement.dataset.story;
export const section = document.getElementById('discussion');
const DEEPEST = 6;

/** What other scripts do to every comment that comes in. @type {((item: Element) => void)[]} */
export const dressers = [];

/** @param {number | string} id */
export const find = (id) => document.getElementById(`comment-${id}`);

/** @param {Element} article */
export const idOf = (article) => article.id.slice(8);

/** @param {Element | null | undefined} article */
const timeOf = (article) => Date.parse(article?.querySelector('time')?.dateTime ?? '');

/** The list item of one comment. @param {string} html */
export function build(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return /** @type {HTMLLIElement} */ (template.content.querySelector('li'));
}

/** The list of top-level comments, made when there was none. */
function threads() {
  let list = section?.querySelector('ol.thread');
  if (!list && section) {
    list = document.createElement('ol');
    list.className = 'thread';
    section.insertBefore(list, section.querySelector(':scope > :is(.further, #write, .write, #act)'));
  }
  return list;
}

/** The list that replies to a comment stand in. @param {Element} parent its article */
function replies(parent) {
  let depth = 0;
  for (let at = parent.closest('ol'); at; at = at.parentElement?.closest('ol') ?? null) depth += 1;
  const item = /** @type {Element} */ (parent.closest('li'));
  if (depth >= DEEPEST) return item.parentElement;
  let list = item.querySelector(':scope > ol');
  if (!list) {
    list = document.createElement('ol');
    item.append(list);
  }
  return list;
}

/** What a comment goes before: replies stand by time, threads in the order of the sheet. @returns {Element | null} */
function follower(/** @type {Element} */ list, /** @type {Element} */ article) {
  const time = timeOf(article);
  if (list.classList.contains('best')) return null;
  const newest = list.classList.contains('newest');
  const later = [...list.children].find((item) => {
    if (item.querySelector(':scope > .pinned')) return false;
    const other = timeOf(item.querySelector('article:not(.gone)'));
    return newest ? other < time : other > time;
  });
  return later ?? null;
}

/**
 * Put a comment where it belongs, or in place of the one that is there already.
 * @param {Element} item as `build` gives it
 * @param {number | string | null} [parent] the id of the comment it answers
 * @returns {HTMLElement | null} its article; null when what it answers is not on this page
 */
export function insert(item, parent) {
  const article = /** @type {HTMLElement} */ (item.querySelector('article'));
  const old = find(idOf(article));
  if (old) return renew(old, article);
  const above = parent ? find(parent) : null;
  const list = above ? replies(above) : parent ? null : threads();
  if (!list) return null;
  list.insertBefore(item, follower(list, article));
  dress(article);
  return article;
}

/** Give a comment new words; the keyboard stays where it is. @param {HTMLElement} old @param {Element} article */
function renew(old, article) {
  const controls = () => [...old.querySelectorAll('a, button')];
  const at = document.activeElement ? controls().indexOf(document.activeElement) : -1;
  old.className = article.className;
  old.replaceChildren(...article.childNodes);
  dress(old);
  if (at >= 0) /** @type {HTMLElement} */ (controls()[at] ?? old).focus({ preventScroll: true });
  return old;
}

/** @param {Element} article */
function dress(article) {
  for (const each of dressers) each(article);
  section?.dispatchEvent(new Event('change'));
}

/** @param {Element} element whether the reader sees any of it */
export function inView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Change the page so that what the reader sees stays where it is. @param {() => void} change */
export function still(change) {
  const root = document.documentElement;
  const marks = [...document.querySelectorAll('article.comment, main p, main h2, form')].filter(inView);
  const mark = marks.find((one) => one.contains(document.activeElement)) ?? marks[0];
  const before = mark?.getBoundingClientRect().top;
  root.style.overflowAnchor = 'none'; // or the browser would make up for it a second time
  change();
  if (mark?.isConnected && before !== undefined) {
    scrollBy({ top: mark.getBoundingClientRect().top - before, behavior: 'instant' });
  }
  requestAnimationFrame(() => requestAnimationFrame(() => root.style.removeProperty('overflow-anchor')));
}

/** Bring a comment into view and the keyboard to it. @param {HTMLElement} article */
export function goTo(article) {
  article.tabIndex = -1;
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: 'nearest' });
}
