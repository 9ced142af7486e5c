// @ts-check
// What others do arrives while the page is open. New comments wait behind a button; nothing in view moves by itself.

import { showLikes } from './liking.js';
import { build, find, goTo, insert, inView, section, still, story } from './thread.js';
import { count, say, tally, word } from './words.js';

const LINGER = 10_000; // milliseconds that a hidden page keeps its stream; a browser has few connections to give
const ONLY = /\/thread\/(\d+)\//.exec(location.pathname)?.[1]; // the thread that this sheet is about
const button = document.createElement('button');
const teller = document.createElement('div'); // a status of its own, so that listeners hear what the button says
/** Comments not shown yet. @type {Map<string, any>} */
const fresh = new Map();
/** Changes that would move what is in view. @type {Map<string, () => void>} */
const waiting = new Map();
let last = document.documentElement.dataset.edition;
let outdated = false;
/** @type {EventSource | null} */
let source = null;
/** @type {ReturnType<typeof setTimeout>} */
let lingering;

function tellButton() {
  for (const id of fresh.keys()) if (find(id)) fresh.delete(id);
  const words = outdated
    ? word('reload')
    : fresh.size
      ? count('fresh', fresh.size)
      : waiting.size
        ? count('changed', waiting.size)
        : '';
  if (button.textContent !== words) button.textContent = words;
  button.hidden = !words;
}

function reveal() {
  if (outdated) return location.reload();
  /** @type {HTMLElement | null} */
  let first = null;
  const arrived = [...fresh.values()];
  still(() => {
    waiting.forEach((change) => change());
    for (const { html, parent, thread } of arrived) {
      const item = build(html);
      const article = insert(item, parent) ?? insert(item, thread);
      first ??= article;
    }
  });
  tally(arrived.length);
  waiting.clear();
  fresh.clear();
  tellButton();
  if (first) goTo(first);
}

/**
 * Change a comment at once where nothing in view moves by it; else leave it for the button. What must go goes at once,
 * and leaves its room. @param {string} id @param {string} html
 */
function change(id, html, must = false) {
  const old = find(id);
  const item = build(html);
  if (!old || old.querySelector('form')) return;
  if (!inView(old)) return still(() => insert(item));
  const { height } = old.getBoundingClientRect();
  const trial = /** @type {Element} */ (item.cloneNode(true)).children[0];
  old.after(trial);
  const will = trial.getBoundingClientRect().height;
  trial.remove();
  if (will > height + 1 && !must) {
    waiting.set(id, () => insert(item));
    return tellButton();
  }
  if (will < height) old.style.minBlockSize = `${height}px`;
  insert(item);
}

/** @type {Record<string, (facts: any) => void>} */
const hear = {
  comment(facts) {
    if (find(facts.id)) return change(facts.id, facts.html);
    if (ONLY && ONLY !== String(facts.thread)) return;
    fresh.set(String(facts.id), facts);
    tellButton();
  },
  edited({ id, html }) {
    const unseen = fresh.get(String(id));
    if (unseen) unseen.html = html;
    else change(id, html);
  },
  gone({ id, html }) {
    const here = find(id)?.classList;
    if (here?.contains('held')) return; // the reader's own, which waits
    waiting.delete(String(id));
    if (!fresh.delete(String(id))) {
      if (here && !here.contains('gone')) tally(-1);
      change(id, html, true);
    }
    tellButton();
  },
  likes: ({ id, words }) => showLikes(id ? find(id) : document.querySelector('article.story'), words),
  closed() {
    const promise = document.querySelector('#write .promise');
    if (promise) promise.textContent = word('closed');
    say(word('closed'));
  },
  reload() {
    outdated = true;
    tellButton();
  },
};

function listen() {
  clearTimeout(lingering);
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource(`/-/live/${story}?after=${last}`);
  for (const [name, act] of Object.entries(hear)) {
    source.addEventListener(name, (event) => {
      last = event.lastEventId || last;
      act(JSON.parse(event.data));
    });
  }
}

function stop() {
  source?.close();
  source = null;
}

if (section && story) {
  button.type = 'button';
  button.hidden = true;
  button.addEventListener('click', reveal);
  teller.className = 'fresh';
  teller.setAttribute('role', 'status');
  teller.append(button);
  section.append(teller);
  section.addEventListener('change', tellButton);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) lingering = setTimeout(stop, LINGER);
    else listen();
  });
  addEventListener('pagehide', stop);
  addEventListener('pageshow', () => document.hidden || listen());
  if (!document.hidden) listen();
}
