// The board stays current by itself, and its buttons have keys. Without this script everything works by loading again.

const desk = document.getElementById("desk");
const sync = document.getElementById("sync");

// Whether a field in it has the focus, or has been typed into.
const edited = (part) =>
  [...part.querySelectorAll("input:not([type=hidden])")].some(
    (field) => field === document.activeElement || field.value !== field.defaultValue,
  );
const typing = () => [...desk.querySelectorAll("form[method=post]")].some(edited);

// While somebody types, the board keeps showing the performance it was typed for.
const address = () => {
  const pinned = desk.hasAttribute("data-pinned") || typing();
  if (!pinned || !desk.dataset.show) return desk.dataset.state;
  return `${desk.dataset.state}${desk.dataset.state.includes("?") ? "&" : "?"}show=${desk.dataset.show}`;
};

let behind = false; // whether a form was left as it was, while the rest of the board went on

const key = (node) => node.dataset?.key ?? node.id ?? "";
const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && key(a) === key(b);

// Make one tree like another without replacing what stays: focus, typed text and selection live on.
function become(now, then) {
  if (now.nodeType === Node.TEXT_NODE) {
    if (now.data !== then.data) now.data = then.data;
    return;
  }
  if (now.nodeType !== Node.ELEMENT_NODE) return;
  // What a form says was seen must stay what was seen when the typing began, or the answer would overwrite unasked.
  if (now.matches("form") && edited(now)) {
    behind = true;
    return;
  }
  for (const { name } of [...now.attributes]) {
    if (!then.hasAttribute(name) && name !== "aria-busy") now.removeAttribute(name);
  }
  for (const { name, value } of then.attributes) {
    if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  }
  becomeInside(now, then);
}

function becomeInside(now, then) {
  const rest = [...now.childNodes];
  for (const wanted of [...then.childNodes]) {
    // What has a key is found wherever it is; what has none only where it stands, so that nothing kept is passed over.
    const found = (key(wanted) ? rest : rest.slice(0, 1)).findIndex((node) => alike(node, wanted));
    if (found < 0) {
      now.insertBefore(wanted, rest[0] ?? null);
    } else {
      for (const gone of rest.splice(0, found)) gone.remove();
      become(rest.shift(), wanted);
    }
  }
  for (const gone of rest) gone.remove();
}

function say(kind, text) {
  sync.className = `desk-sync ${kind}`;
  if (sync.textContent !== text) sync.textContent = text;
}

function changed(html, asked) {
  const pinned = asked !== desk.dataset.state;
  if (!pinned && typing()) return false; // typing began while the answer travelled
  const page = new DOMParser().parseFromString(html, "text/html");
  becomeInside(desk, page.body);
  desk.dataset.show = desk.querySelector("[data-shown]")?.dataset.shown ?? "";
  return true;
}

function told({ out, failed, since }) {
  if (!failed) say("live", sync.dataset.live);
  else say("lost", out ? sync.dataset.out : `${sync.dataset.lost} ${since.toLocaleTimeString()}`);
}

// ---- Keys ----------------------------------------------------------------------------------------------------------

const toggle = document.getElementById("keys");
const KEPT = "desk-keys";
let on = localStorage.getItem(KEPT) !== "off";

function show() {
  toggle.hidden = false;
  toggle.setAttribute("aria-pressed", String(on));
}

toggle.addEventListener("click", () => {
  on = !on;
  localStorage.setItem(KEPT, on ? "on" : "off");
  show();
});

document.addEventListener("keydown", (event) => {
  const busy = event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat;
  if (!on || busy || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const letter = event.key.toUpperCase();
  const button = `[data-press="${CSS.escape(letter)}"]`;
  const wanted = letter === "C" ? document.getElementById("clock") : desk.querySelector(button);
  if (!wanted) return;
  event.preventDefault();
  if (letter === "C") wanted.focus();
  else wanted.click();
});

// ---- One press, one answer -----------------------------------------------------------------------------------------

desk.addEventListener("submit", (event) => {
  const button = event.target.querySelector("button");
  if (button.hasAttribute("aria-busy")) event.preventDefault();
  button.setAttribute("aria-busy", "true");
});

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

show();
const poller = new window.leitai.Poller({ address, etag: desk.dataset.etag, changed, told });

// Nobody types any more: the form that was left behind is asked for again, also where nothing else has changed.
desk.addEventListener("focusout", () => {
  if (!behind || typing()) return;
  behind = false;
  poller.etag = "";
});
