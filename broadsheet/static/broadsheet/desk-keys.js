// @ts-check
// Single keys, unless somebody is typing or another key is held; `?` shows them all.

/**
 * @param {Record<string, (one: HTMLElement) => unknown>} does
 * @param {() => HTMLElement | undefined} current
 */
export function listen(does, current) {
  const help = /** @type {HTMLDialogElement} */ (document.getElementById('keys'));
  const button = /** @type {HTMLElement} */ (document.getElementById('show-keys'));
  button.hidden = false;
  button.addEventListener('click', () => help.showModal());
  document.addEventListener('keydown', (event) => {
    const at = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (document.querySelector('dialog[open]')) return;
    if (at.matches('input:not([type=checkbox], [type=radio]), textarea, select')) return;
    if (event.key === '?') {
      event.preventDefault();
      help.showModal();
      return;
    }
    const act = Object.hasOwn(does, event.key.toLowerCase()) ? does[event.key.toLowerCase()] : undefined;
    const one = current();
    if (!act || (!one && !'jkz/'.includes(event.key))) return;
    event.preventDefault();
    act(/** @type {HTMLElement} */ (one));
  });
}
