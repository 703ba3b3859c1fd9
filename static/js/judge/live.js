// Keeps one part of a judge's page up to date. With data-follow it goes on to what has come up, in place. Once the desk
// has entered the sheet from paper, or asks this judge for none, what was typed stays to be read; where nothing was typed,
// it goes on as well.

const MANY = 3; // answers in a row that did not come, before the page says so

const { inTime, page, Poller, tablet } = leitai;
const { every, on, one, put, tell } = page;
const OWN = /^\/judge\/(sheets\/(\d+\/)?)?$/;
let poller = null;
let at = "";
let stuck = false; // somebody wanted to go to another page, and it did not come
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

function say(words) {
  const line = one("[data-call-said]");
  stuck = Boolean(words);
  line.textContent = words;
  line.hidden = !words;
}

// Links lead on in place: without a connection the judge keeps this page, and not the browser's own about an error.
async function walk(address, push) {
  try {
    await go(address, push);
  } catch {
    if (leitai.alone && leitai.alone(new URL(address).pathname)) return;
    if (navigator.serviceWorker && navigator.serviceWorker.controller) location.assign(address); // it keeps pages
    say(one("[data-unreachable]").textContent);
  }
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
      if (stuck && !failed) say("");
      for (const note of every("[data-unreachable]")) note.hidden = failed < MANY;
      if (!failed || failed >= MANY) tell("judge:line", failed);
    },
  });
  return following;
}

function start() {
  const part = one("[data-live]");
  if (poller) poller.stop();
  if (stuck) say("");
  if (part) lock(part);
  poller = part && follow(part);
  at = here();
}

on("click", (event) => {
  const link = event.target.closest("a");
  if (!link || link.origin !== location.origin || !OWN.test(link.pathname) || !one("[data-unreachable]")) return;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return;
  event.preventDefault();
  walk(link.href, true);
});
on("popstate", () => {
  if (at !== here() && one("[data-unreachable]")) walk(location.href);
}, window);
on("judge:shown", start);
start();
