// Keys of the ceremony, those of a presenter's remote among them: each presses a button once. What another desk shows
// comes in by itself, but not between a press and its answer: the next press would count for a step nobody saw.

const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back" };
const ceremony = document.getElementById("ceremony");
let pressed = false;

ceremony.addEventListener("submit", (event) => {
  pressed = true;
  (event.submitter ?? event.target.querySelector("button")).setAttribute("aria-busy", "true");
});

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

function changed(html) {
  if (pressed) return false;
  window.Idiomorph.morph(ceremony, html, { morphStyle: "innerHTML" });
  return true;
}

const address = () => ceremony.dataset.state;
new window.leitai.Poller({ address, etag: ceremony.dataset.etag, changed, told: () => {} });

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
