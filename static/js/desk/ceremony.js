// Keys of the ceremony, those of a presenter's remote among them: each presses a button once.

const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back" };
let pressed = false;

document.addEventListener("keydown", (event) => {
  const busy = event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat || pressed;
  const wanted = KEYS[event.key];
  if (!wanted || busy || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  const button = document.querySelector(`[data-press="${wanted}"]`);
  if (!button) return;
  pressed = true;
  button.click();
});

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
