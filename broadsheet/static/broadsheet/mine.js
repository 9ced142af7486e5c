// @ts-check
// What is the reader's own: likes, name, comments still held, and Edit and Withdraw while the server allows them.

import { ask } from './asking.js';
import { liked, markLiked } from './liking.js';
import { field, form } from './replying.js';
import { build, dressers, find, idOf, insert, still, story } from './thread.js';
import { word } from './words.js';

/** Until when, in milliseconds, each comment may be changed. @type {Map<string, number>} */
const until = new Map();

/** Comments of whoever is signed in, and what is said at them. @type {Set<string>} */
const mine = new Set();
let you = '';

/** @param {Element | null} article */
function mark(article) {
  if (!article || !mine.has(idOf(article))) return;
  const said = document.createElement('span');
  said.className = 'staff';
  said.textContent = you;
  article.querySelector('header')?.append(' ', said);
}

/** @param {string} id @param {string} what */
function link(id, what) {
  const made = document.createElement('a');
  made.href = `/-/comments/${id}/${what}`;
  made.className = 'own';
  made.textContent = word(what);
  return made;
}

/** Offer what the writer may still do. @param {Element} article */
function offer(article) {
  const id = idOf(article);
  const left = (until.get(id) ?? 0) - Date.now();
  if (left <= 0 || article.querySelector('a[href$="/edit"]')) return;
  const footer = article.querySelector('footer') ?? document.createElement('footer');
  article.append(footer);
  footer.append(' ', link(id, 'edit'), ' ', link(id, 'withdraw'));
  setTimeout(() => find(id)?.querySelectorAll('.own').forEach((one) => one.remove()), left);
}

/** A comment of the reader's own, as the server tells of it. @param {any} comment */
export function own(comment) {
  const id = String(comment.id);
  until.set(id, Date.parse(comment.until));
  const article = find(id);
  if (article) offer(article);
}

/**
 * Somebody signed in: their name stands, and doors lead to their own page and, for staff, to the desk.
 * @param {any} me
 */
function greet(me) {
  const door = form?.querySelector('.door');
  if (!me.doors) return;
  const name = field('name');
  if (name && me.name) {
    name.value = me.name;
    name.readOnly = true;
  }
  const doors = document.createElement('span');
  doors.className = 'door';
  for (const [address, words] of me.doors) {
    const link = document.createElement('a');
    link.href = address;
    link.textContent = words;
    doors.append(link, ' ');
  }
  door?.replaceWith(doors);
  you = me.you;
  for (const id of me.mine) {
    mine.add(String(id));
    mark(find(id));
  }
}

async function lightUp() {
  const me = await ask(`/-/me?story=${story}`);
  if (!me.ok) return;
  greet(me);
  for (const name of ['name', 'email', 'website']) {
    const input = field(name);
    if (input && !input.value) input.value = me[name] ?? '';
  }
  for (const id of me.liked) {
    liked.add(String(id));
    markLiked(find(id), true);
  }
  if (me.story_liked) markLiked(document.querySelector('article.story'), true);
  still(() => {
    for (const comment of me.own) {
      const article = find(comment.id);
      if (!article) insert(build(comment.html), comment.parent);
      else if (comment.state === 'removed') {
        article.replaceWith(/** @type {Element} */ (build(comment.html).firstElementChild));
      }
      own(comment);
    }
  });
}

dressers.push(offer, mark);
if (/(^|; )known=1/.test(document.cookie)) lightUp();
