// @ts-check
// The desk by keyboard: one key judges a comment and goes to the next. Everything here is a form of the page as well.

import { choose } from './desk-reasons.js';
import { listen } from './desk-keys.js';
import { watch } from './desk-watching.js';

const words = /** @type {HTMLElement} */ (document.getElementById('words-of-desk')).dataset;
const done = /** @type {HTMLElement} */ (document.getElementById('done'));
/** @type {{ undo: string, id: string }[]} */
const decided = [];

/** @returns {HTMLElement[]} */
const cases = () => [...document.querySelectorAll('.case')].map((one) => /** @type {HTMLElement} */ (one));

/** The comment that keys are about: the one with the focus in it, else the first that is not judged yet. */
export function current() {
  const focused = document.activeElement?.closest('.case');
  return /** @type {HTMLElement | undefined} */ (focused ?? cases().find((one) => !one.matches('.done')));
}

/** @param {HTMLElement | undefined} one */
function goTo(one) {
  if (!one) return false;
  one.focus({ preventScroll: true });
  one.scrollIntoView({ block: 'nearest' });
  return true;
}

/** To the neighbour `by` places further that is not judged yet. @param {number} by */
function step(by) {
  const all = cases();
  const here = document.activeElement?.closest('.case');
  const place = here ? all.indexOf(/** @type {HTMLElement} */ (here)) : by > 0 ? -1 : all.length;
  const further = by > 0 ? all.slice(place + 1) : all.slice(0, Math.max(place, 0)).reverse();
  return goTo(further.find((one) => !one.matches('.done'))) || (by > 0 && onward());
}

/** The page is worked off: what follows comes up by itself. */
function onward() {
  if (!document.querySelector('.cases:not(.in-thread)') || cases().some((one) => !one.matches('.done'))) return false;
  if (waiting === 0) location.reload();
  else leaving = true;
  return true;
}

let waiting = 0;
let leaving = false;

/** @param {string} sentence @param {{ undo: string, id: string }} [last] */
function say(sentence, last) {
  const line = document.createElement('p');
  line.append(sentence);
  if (last) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words.undo ?? '';
    button.addEventListener('click', undo);
    line.append(' ', button);
  }
  done.replaceChildren(line);
}

/** @param {string} address @param {FormData} data */
async function post(address, data) {
  const body = new URLSearchParams(/** @type {any} */ ([...data]));
  waiting += 1;
  try {
    const answer = await fetch(address, { method: 'POST', headers: { Accept: 'application/json' }, body });
    return { ok: answer.ok, status: answer.status, ...(await answer.json()) };
  } catch {
    return { ok: false, status: 0, sentence: words.lost };
  } finally {
    waiting -= 1;
  }
}

/** @param {HTMLElement} one @param {string} what @param {Record<string, string>} [more] */
async function judge(one, what, more = {}) {
  const button = /** @type {HTMLButtonElement | null} */ (one.querySelector(`[data-does=${what}]`));
  if (!button?.form || one.matches('.done')) return;
  const data = new FormData(button.form);
  for (const [name, value] of Object.entries(more)) data.set(name, value);
  const inThread = one.closest('.in-thread');
  one.classList.add('done');
  if (inThread) goTo(one);
  else step(1);
  const answer = await post(button.formAction, data);
  const stand = /** @type {HTMLElement} */ (one.querySelector('.stand'));
  const by = one.querySelector('h2')?.textContent ?? '';
  if (!answer.ok && answer.status !== 409 && answer.status !== 410) {
    one.classList.remove('done');
    say(answer.sentence);
    goTo(one);
    return;
  }
  stand.textContent = answer.sentence;
  one.dataset.state = answer.state ?? '';
  tell();
  if (answer.ok) decided.push({ undo: answer.undo, id: String(answer.id) });
  say(`${by}: ${answer.sentence}`, answer.ok ? decided.at(-1) : undefined);
  if (leaving && waiting === 0) location.reload();
  if (inThread && answer.ok) location.reload();
}

async function undo() {
  const last = decided.pop();
  const form = /** @type {HTMLFormElement | null} */ (done.querySelector('form.undo'));
  if (!last) return form ? form.requestSubmit() : say(words.nothing ?? '');
  const answer = await post(last.undo, new FormData());
  say(answer.sentence, decided.at(-1));
  const one = document.getElementById(`case-${last.id}`);
  if (!answer.ok || !one) return undefined;
  one.classList.remove('done');
  one.dataset.state = answer.state;
  goTo(one);
  return undefined;
}

/** How many are ticked, and whether any is. */
function tell() {
  const form = document.getElementById('ticked');
  for (const box of document.querySelectorAll('.done .tick input')) /** @type {HTMLInputElement} */ (box).checked = false;
  const many = document.querySelectorAll('.tick input:checked').length;
  form?.classList.toggle('some', many > 0);
  const place = form?.querySelector('.ticked');
  if (place) place.textContent = many ? `${many} ${words.ticked}` : '';
}

/** @param {HTMLElement} one */
async function remove(one) {
  const reason = await choose();
  if (reason === undefined) goTo(one);
  else await judge(one, 'remove', { reason });
}

document.documentElement.classList.add('scripted');
for (const form of document.querySelectorAll('.deed')) {
  form.addEventListener('submit', (event) => {
    const button = /** @type {HTMLButtonElement} */ (/** @type {SubmitEvent} */ (event).submitter);
    event.preventDefault();
    judge(/** @type {HTMLElement} */ (form.closest('.case')), button.dataset.does ?? '');
  });
}
document.addEventListener('change', tell);
addEventListener('pageshow', tell);

listen({
  j: () => step(1),
  k: () => step(-1),
  p: (one) => judge(one, 'publish'),
  h: (one) => judge(one, 'hold'),
  s: (one) => judge(one, 'spam'),
  r: remove,
  z: undo,
  u: (one) => one.dataset.writer && location.assign(one.dataset.writer),
  o: (one) => location.assign(`/-/desk/comments/${one.dataset.id}`),
  d: (one) => /** @type {HTMLElement | null} */ (document.getElementById('discussion') ?? one.querySelector('.whole'))?.click(),
  x: (one) => /** @type {HTMLElement | null} */ (one.querySelector('.tick input'))?.click(),
  '/': () => /** @type {HTMLElement | null} */ (document.getElementById('words'))?.focus(),
}, current);
watch(cases, current, words.gone ?? '');
if (!location.hash && !location.search.includes('words=')) goTo(cases()[0]);
