// @ts-check
// Why something is removed: one digit, or one click; Escape thinks better of it.

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('why'));

/** @returns {Promise<string | undefined>} the reason's id, empty for none, undefined where they thought better of it */
export function choose() {
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((done) => {
    /** @type {string | undefined} */
    let chosen;
    /** @param {Element | null} button */
    const take = (button) => {
      if (!(button instanceof HTMLElement)) return;
      chosen = button.dataset.reason;
      dialog.close();
    };
    /** @param {KeyboardEvent} event */
    const press = (event) => {
      if (/^\d$/.test(event.key)) take(dialog.querySelector(`button[value="${event.key}"]`));
    };
    /** @param {Event} event */
    const click = (event) => take(/** @type {Element} */ (event.target).closest('button[data-reason]'));
    dialog.addEventListener('keydown', press);
    dialog.addEventListener('click', click);
    dialog.addEventListener('close', () => {
      dialog.removeEventListener('keydown', press);
      dialog.removeEventListener('click', click);
      done(chosen);
    }, { once: true });
  });
}
