// @ts-check
// Words come from the page, so that they are in its language: data-… of #said, the element that scripts speak in.
// A plural has a form for each of SAMPLES; the server's wording.py has the same.

const SAMPLES = [1, 2, 3, 11, 100];
const { lang } = document.documentElement;
const said = document.getElementById('said');
const words = said?.dataset ?? {};

/** @param {string} name */
export const word = (name) => words[name] ?? '';

/** @param {string} name @param {number} n */
export function count(name, n) {
  const rules = new Intl.PluralRules(lang);
  const sample = SAMPLES.findIndex((one) => rules.select(one) === rules.select(n));
  return (word(name).split('|')[sample] ?? '').replace(String(SAMPLES[sample]), String(n));
}

/** @type {ReturnType<typeof setTimeout>} */
let fading;

/** Tell everybody, those who listen to the page too, for a while. @param {string} sentence */
export function say(sentence) {
  if (!said) return;
  said.textContent = sentence;
  clearTimeout(fading);
  fading = setTimeout(() => { said.textContent = ''; }, 12_000);
}

/** Keep the headline of the discussion right. @param {number} step how many comments more are shown */
export function tally(step) {
  const headline = document.getElementById('comments');
  if (!headline || !step) return;
  const shown = Number(/\d+/.exec(headline.textContent ?? '')?.[0] ?? 0);
  headline.textContent = count('comments', Math.max(shown + step, 0));
}
