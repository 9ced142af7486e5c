// @ts-check
// What is the reader's own: likes, name, comments still held, and Edit and Withdraw while the server allows them.

import { ask } from './asking.js';
import { markLiked } from './liking.js';
import { field } from './replying.js';
import { build, dressers, find, idOf, insert, still, story } from './thread.js';
import { word } from './words.js';

/** Until when, in milliseconds, each comment may be changed. @type {Map<string, number>} */
const until = new Map();
/** @type {Set<string>} */
let liked = new Set();

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
  const footer = article.querySelector('footer');
  if (left <= 0 || !footer || footer.querySelector('a[href$="/edit"]')) return;
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

/** @param {Element} article */
function mark(article) {
  if (liked.has(idOf(article))) markLiked(article, true);
  offer(article);
}

async function lightUp() {
  const me = await ask(`/-/me?story=${story}`);
  if (!me.ok) return;
  for (const name of ['name', 'email', 'website']) {
    const input = field(name);
    if (input && !input.value) input.value = me[name] ?? '';
  }
  liked = new Set(me.liked.map(String));
  if (me.story_liked) markLiked(document.querySelector('article.story'), true);
  still(() => {
    for (const comment of me.own) {
      if (comment.html && !find(comment.id)) insert(build(comment.html), comment.parent);
      own(comment);
    }
    document.querySelectorAll('article.comment').forEach(mark);
  });
}

dressers.push(mark);
if (/(^|; )known=1/.test(document.cookie)) lightUp();
