// @ts-check
// An unsent text survives a closed tab: kept in this browser, for each story and each comment answered.

import { field, form, parentId } from './replying.js';
import { story } from './thread.js';

/** @param {string} parent */
const key = (parent) => `draft ${story} ${parent}`;

function keep() {
  const text = field('text')?.value;
  try {
    if (text) localStorage.setItem(key(parentId()), text);
    else localStorage.removeItem(key(parentId()));
  } catch {
    // No room, or not allowed: the text is still in the form.
  }
}

function restore() {
  const text = field('text');
  if (!text) return;
  try {
    const kept = localStorage.getItem(key(parentId()));
    // A page that came back with an error holds newer words than the draft.
    if (kept && !form?.querySelector('.error')) text.value = kept;
  } catch {
    // Not allowed.
  }
}

/** @param {string} parent */
export function forgetDraft(parent) {
  try {
    localStorage.removeItem(key(parent));
  } catch {
    // Not allowed.
  }
}

form?.addEventListener('input', keep);
form?.addEventListener('leave', () => {
  keep();
  const text = field('text');
  if (text) text.value = '';
});
form?.addEventListener('arrive', restore);
restore();
