// Keeps one part of a judge's page up to date. With data-follow it goes on to what has come up, in place. Once the desk
// has entered the sheet from paper, or asks this judge for none, what was typed stays to be read; where nothing was typed,
// it goes on as well.

const MANY = 3; // answers in a row that did not come, before the page says so
const READ = 4000; // so long such words stand at least, in milliseconds

const { inTime, outbox, page: { every, on, one, put, tell }, Poller, tablet } = leitai;
const OWN = /^\/judge\/(sheets\/(\d+\/)?)?$/;
let poller = null;
let at = "";
let stuck = 0; // since when it is said, if it is, that the server does not answer
let sure = false; // it has just answered
const here = () => location.pathname + location.search;

function lock(part) {
  const settled = Boolean(one("[data-settled]", part));
  for (const form of every(settled ? "form[data-send]" : ".settled")) {
    form.classList.toggle("settled", settled);
    for (const field of every("input:not([type=hidden]), button", form)) field.disabled = settled;
  }
  return settled;
}

// Another page of the tablet takes the place of this one; whatever else answers does not.
function go(address, push) {
  const show = async (answer) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = one("main", page);
    if (!answer.ok || !main || page.body.dataset.seat !== document.body.dataset.seat) throw answer; // it is not ours
    const moved = () => history[push ? "pushState" : "replaceState"](null, "", answer.url);
    put(main.innerHTML, page.title, moved, every(".foot", page));
  };
  return inTime(address, show, { redirect: "follow" });
}

// What the line says of itself goes once the server answers; a sentence of the server stays.
function say(words = "") {
  const line = one("[data-said]");
  const own = line.dataset[words];
  stuck = own && Date.now();
  line.textContent = own || words;
  line.hidden = !words;
}

// Links lead on in place: without a connection the judge keeps this page, and not the browser's own about an error.
async function walk(address, push) {
  try {
    await go(address, push);
  } catch {
    if (leitai.alone && leitai.alone(new URL(address).pathname)) return;
    if (window.caches && (await caches.match(address))) location.assign(address); // by https, the worker keeps pages
    else say("lost");
  }
}

// All else that leaves this page is pressed once more when the server has answered.
async function leave(part) {
  const { said } = await outbox.ask("GET");
  if (!said.leitai) return say("lost");
  sure = true;
  part.click();
  sure = false;
}

function follow(part) {
  const following = new Poller({
    address: () => part.dataset.live,
    etag: part.dataset.etag,
    changed(html) {
      part.innerHTML = html;
      const untouched = lock(part) && !every(".item input").some((field) => field.value);
      tell("judge:changed");
      const next = one("a[data-go]", part);
      if (!next || !("follow" in part.dataset || untouched)) return;
      following.stop();
      go(next.href).catch(start);
    },
    ...tablet,
    told({ failed }) {
      if (stuck && !failed && Date.now() - stuck > READ) say();
      for (const note of every("[data-unreachable]")) note.hidden = failed < MANY;
      if (!failed || failed >= MANY) tell("judge:line", failed);
    },
  });
  return following;
}

function start() {
  const part = one("[data-live]");
  if (poller) poller.stop();
  if (stuck) say();
  if (part) lock(part);
  poller = part && follow(part);
  at = here();
}

on("click", (event) => {
  const part = event.target.closest("a, button");
  if (!part || !outbox || sure || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { form, type, origin, pathname } = part;
  if (form ? type !== "submit" || form.matches("[data-call], [data-sheet]") : origin !== location.origin) return;
  event.preventDefault();
  if (poller && OWN.test(pathname)) walk(part.href, true);
  else leave(part);
});
on("popstate", () => {
  if (poller && at !== here()) walk(location.href);
}, window);
// Asking the desk for help: only an answer of our own counts as heard; otherwise the judge is told to raise a hand.
on("submit", async (event) => {
  const { target } = event;
  if (!target.matches("[data-call]")) return;
  event.preventDefault();
  const button = one("button", target);
  if (button.hasAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", true);
  const { said } = await outbox.send(new URLSearchParams({ step: button.value, script: 1 }), target.action);
  button.removeAttribute("aria-busy");
  say(said.leitai ? said.sentence : "unheard");
});
on("judge:shown", start);
start();
