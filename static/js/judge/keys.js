// The number keys of the sheet: what is pressed goes into the item that is chosen, as if it were typed.

const { on, one, tell } = leitai.page;
let fresh = null;

function pressed(text, key) {
  if (key === "back") return text.slice(0, -1);
  if (key === "-") return text.startsWith("-") ? text.slice(1) : "-" + text;
  return text.length > 32 || (key === "." && text.includes(".")) ? text : text + key;
}

function type(input, key) {
  // Just chosen: the first key replaces all that stands there.
  input.value = pressed(fresh === input ? "" : input.value, key);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function start() {
  const keys = one("[data-keys]");
  if (!keys || !keys.hidden) return;
  keys.hidden = false;
  history.scrollRestoration = "manual"; // what is chosen after a reload is shown, not what stood there before
  one(".minus", keys).hidden = !one('.item[data-min^="-"]');
  // The chosen field keeps the focus, so that a keyboard goes on working.
  keys.addEventListener("mousedown", (event) => event.preventDefault());
  keys.addEventListener("click", (event) => {
    const button = event.target.closest("[data-key]");
    const row = one(".item.chosen");
    if (!button || !row) return;
    const { key } = button.dataset;
    if (key === "next") tell("judge:next");
    else {
      type(one("input", row), key);
      reveal(row); // what came up above may have pushed it away
    }
  });
}

// The chosen item stands between who is marked and the dock, wherever that is.
function reveal(row) {
  const [head, dock, own] = [one(".who"), one(".dock"), row].map((part) => part.getBoundingClientRect());
  const foot = dock.left < own.right ? Math.min(dock.top, innerHeight) : innerHeight;
  if (own.bottom > foot) scrollBy(0, Math.min(own.bottom - foot, own.top - head.bottom));
  else if (own.top < head.bottom) scrollBy(0, own.top - head.bottom);
}

on("judge:chosen", ({ detail }) => {
  fresh = detail;
  reveal(fresh.closest(".item"));
});
// A tablet that is turned shows the item that is being marked, too.
on("resize", () => {
  const row = document.activeElement.closest(".item.chosen");
  if (row) reveal(row);
}, window);
on("input", () => (fresh = null));
on("judge:shown", start);
start();
