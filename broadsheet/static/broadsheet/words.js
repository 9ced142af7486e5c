// @ts-check
// Words come from the page, so that they are in its language: data-… of #words; plural forms stand for SAMPLES.

const SAMPLES = [1, 2, 3, 11, 100];
const { lang } = document.documentElement;
const words = document.getElementById('words')?.dataset ?? {};
const said = document.getElementById('said');

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
