// @ts-check
// The desk by keyboard: one key judges a comment and goes to the next. Everything here is a form of the page as well.

import { choose } from './desk-reasons.js';
import { listen } from './desk-keys.js';
import { watch } from './desk-watching.js';

const words = /** @type {HTMLElement} */ (document.getElementById('words-of-desk')).dataset;
const done = /** @type {HTMLElement} */ (document.getElementById('done'));
/** @type {{ undo: string, id: string }[]} */
const decided = JSON.parse(sessionStorage.getItem('decided') ?? '[]');

/** @returns {HTMLElement[]} */
const items = () => [...document.querySelectorAll('.queue-item')].map((one) => /** @type {HTMLElement} */ (one));

/** The comment that keys are about: the one with the focus in it, else the first that is not judged yet. */
export function current() {
  const focused = document.activeElement?.closest('.queue-item');
  const first = focused ?? document.querySelector('.it .queue-item') ?? items().find((one) => !one.matches('.done'));
  return /** @type {HTMLElement | undefined} */ (first);
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
  const all = items();
  const here = document.activeElement?.closest('.queue-item');
  const place = here ? all.indexOf(/** @type {HTMLElement} */ (here)) : by > 0 ? -1 : all.length;
  const further = by > 0 ? all.slice(place + 1) : all.slice(0, Math.max(place, 0)).reverse();
  return goTo(further.find((one) => !one.matches('.done')));
}

let waiting = 0;

/** Once the page is worked off, what follows comes up by itself; in a thread everything is shown as it is now. */
function goOn() {
  const inThread = document.querySelector('.in-thread');
  if (waiting === 0 && (inThread || items().every((one) => one.matches('.done')))) location.reload();
}

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
  sessionStorage.setItem('decided', JSON.stringify(decided.slice(-100)));
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
  if (one.matches('.done')) return;
  if (!button?.form) {
    step(1); // it is so already, and stays so
    return;
  }
  const data = new FormData(button.form);
  for (const [name, value] of Object.entries(more)) data.set(name, value);
  one.classList.add('done');
  step(1);
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
  goOn();
}

async function undo() {
  const last = decided.pop();
  const form = /** @type {HTMLFormElement | null} */ (done.querySelector('form.undo'));
  if (!last) return form ? form.requestSubmit() : say(words.nothing ?? '');
  const answer = await post(last.undo, new FormData());
  say(answer.sentence, decided.at(-1));
  if (answer.ok) location.reload();
  return undefined;
}

/** How many are ticked, and whether any is. */
function tell() {
  const form = document.getElementById('ticked');
  for (const box of document.querySelectorAll('.done .tick input')) {
    /** @type {HTMLInputElement} */ (box).checked = false;
  }
  const many = document.querySelectorAll('.tick input:checked').length;
  form?.classList.toggle('some', many > 0);
  const place = form?.querySelector('.ticked');
  if (place) place.textContent = many ? `${many} ${words.ticked}` : '';
}

/** @param {HTMLElement} one */
function remove(one) {
  choose((reason) => (reason === undefined ? goTo(one) : judge(one, 'remove', { reason })));
}

document.documentElement.classList.add('scripted');
for (const form of document.querySelectorAll('.decision-form')) {
  form.addEventListener('submit', (event) => {
    const button = /** @type {HTMLButtonElement} */ (/** @type {SubmitEvent} */ (event).submitter);
    event.preventDefault();
    judge(/** @type {HTMLElement} */ (form.closest('.queue-item')), button.dataset.does ?? '');
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
  d: (one) => {
    const link = document.getElementById('discussion') ?? one.querySelector('.whole');
    /** @type {HTMLElement | null} */ (link)?.click();
  },
  x: (one) => /** @type {HTMLElement | null} */ (one.querySelector('.tick input'))?.click(),
  '/': () => /** @type {HTMLElement | null} */ (document.getElementById('words'))?.focus(),
}, current);
watch(items, current, words.gone ?? '');
if (!location.hash && !location.search.includes('words=')) goTo(current());
