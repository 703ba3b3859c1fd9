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

// Idiomorph finds by their id what stays; here most have a key instead.
function named(tree) {
  for (const node of tree.querySelectorAll("[data-key]:not([id])")) node.id = `key-${node.dataset.key}`;
}

// Make the board like another without replacing what stays: focus, typed text and selection live on.
function become(now, then) {
  named(now);
  named(then);
  window.Idiomorph.morph(now, then.childNodes, {
    morphStyle: "innerHTML",
    callbacks: {
      // What a form says was seen must stay what was seen when the typing began, or the answer would overwrite unasked.
      beforeNodeMorphed(node) {
        const left = node.nodeName === "FORM" && edited(node);
        behind = behind || left;
        return !left;
      },
      beforeAttributeUpdated: (name) => name !== "aria-busy" && name !== "open",
    },
  });
}

function say(kind, text) {
  sync.className = `desk-sync ${kind}`;
  if (sync.textContent !== text) sync.textContent = text;
}

function changed(html, asked) {
  const pinned = asked !== desk.dataset.state;
  if (!pinned && typing()) return false; // typing began while the answer travelled
  const page = new DOMParser().parseFromString(html, "text/html");
  become(desk, page.body);
  clocks.show();
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
const clocks = new window.leitai.Clocks(desk.dataset.steady);
window.leitai.clocks = clocks; // for how far the show is from its plan
const { says, heard } = clocks;
const poller = new window.leitai.Poller({ address, etag: desk.dataset.etag, changed, told, says, heard });

// Nobody types any more: the form that was left behind is asked for again, also where nothing else has changed.
desk.addEventListener("focusout", () => {
  if (!behind || typing()) return;
  behind = false;
  poller.etag = "";
});
