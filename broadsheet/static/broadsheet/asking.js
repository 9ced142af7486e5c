// @ts-check
// Questions to the server. Whatever goes wrong on the way, the answer is an object with a sentence to show.

import { word } from './words.js';

/**
 * @param {string} address @param {FormData} [data] posted when given
 * @returns {Promise<{ok: boolean, sentence?: string, [fact: string]: any}>}
 */
export async function ask(address, data) {
  try {
    const answer = await fetch(address, {
      method: data ? 'POST' : 'GET',
      // @ts-ignore: all fields are text
      body: data && new URLSearchParams(data),
      headers: { Accept: 'application/json' },
    });
    return { ...(await answer.json()), ok: answer.ok };
  } catch {
    return { ok: false, sentence: word('unsent') };
  }
}

/** Another page of this site, to take a piece from. @param {string} address */
export async function fetchPage(address) {
  const answer = await fetch(address, { headers: { Accept: 'text/html' } });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}
