// @ts-check
// Why something is removed: one digit, or one click; Escape thinks better of it.

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('why'));
/** @type {(reason: string | undefined) => void} */
let then = () => undefined;

/**
 * Ask, and go on at once: the next key may come before the browser has said that the dialog is closed.
 * @param {(reason: string | undefined) => void} next is given the reason's id, empty for none, undefined for no removal
 */
export function choose(next) {
  then = next;
  dialog.showModal();
}

/** @param {string | undefined} reason */
function take(reason) {
  const next = then;
  then = () => undefined;
  dialog.close();
  next(reason);
}

dialog.addEventListener('keydown', (event) => {
  const button = /^\d$/.test(event.key) && dialog.querySelector(`button[value="${event.key}"]`);
  if (button instanceof HTMLElement) take(button.dataset.reason);
});
dialog.addEventListener('click', (event) => {
  const button = /** @type {Element} */ (event.target).closest('button[data-reason]');
  if (button instanceof HTMLElement) take(button.dataset.reason);
});
dialog.addEventListener('close', () => then(undefined));
