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

/** Tell everybody, those who listen to the page too. @param {string} sentence */
export function say(sentence) {
  if (said) said.textContent = sentence;
}
