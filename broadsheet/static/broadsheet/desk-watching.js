// @ts-check
// What others do meanwhile: counts, who is looking at what, and what was decided elsewhere. Asked every few seconds
// while the page is seen; what this person has before them is said with it.

const EVERY = 5000; // milliseconds

/**
 * @param {() => HTMLElement[]} items
 * @param {() => HTMLElement | undefined} current
 * @param {string} gone
 */
export function watch(items, current, gone) {
  const ask = async () => {
    if (document.visibilityState !== 'visible') return;
    const body = new URLSearchParams({
      comment: current()?.dataset.id ?? '',
      shows: items().map((one) => one.dataset.id).join(','),
    });
    try {
      const answer = await fetch('/-/desk/presence', { method: 'POST', headers: { Accept: 'application/json' }, body });
      if (answer.ok) show(await answer.json());
    } catch {
      // The site does not answer: the page stays as it is, and is asked about again.
    }
  };

  /**
   * @typedef {Record<string, [string, string]>} States
   * @param {{ counts: Record<string, number>, looking: Record<string, string>, states: States, gone: number[] }} news
   */
  const show = (news) => {
    for (const place of document.querySelectorAll('[data-count]')) {
      const many = String(news.counts[/** @type {HTMLElement} */ (place).dataset.count ?? ''] ?? '');
      if (many && place.textContent !== many) place.textContent = many;
    }
    for (const one of items()) {
      const id = one.dataset.id ?? '';
      const place = /** @type {HTMLElement} */ (one.querySelector('.presence'));
      const said = news.looking[id] ?? '';
      if (place.textContent?.trim() !== said) place.textContent = said;
      const [state, word] = news.gone.includes(Number(id)) ? ['gone', gone] : (news.states[id] ?? ['', '']);
      if (state && state !== one.dataset.state && !one.matches('.done')) decidedElsewhere(one, state, word);
    }
  };

  setInterval(ask, EVERY);
  document.addEventListener('visibilitychange', ask);
  ask();
}

/**
 * Somebody else was first: said where it stands, and the keys go on to the next.
 * @param {HTMLElement} one @param {string} state @param {string} word
 */
function decidedElsewhere(one, state, word) {
  one.dataset.state = state;
  one.classList.add('done');
  /** @type {HTMLElement} */ (one.querySelector('.stand')).textContent = word;
}
