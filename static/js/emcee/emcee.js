// The emcee's page follows the show without a touch. What is being read does not go away: where the desk goes on too
// early, the page waits as long as the sentence takes to be read, says that there is a newer one, and keeps the old one
// above it. A score that was taken back goes at once.

const main = document.getElementById("emcee");
const before = document.getElementById("before");
const newer = document.getElementById("newer");
const hands = document.getElementById("hands");
const back = document.getElementById("back");
const on = document.getElementById("on");
const sync = document.getElementById("sync");
const lost = document.getElementById("lost");

const PAUSE = 2000; // milliseconds to find one's place
const SIGN = 220; // to say one sign
const LONGEST = 25000;
const MANY = 2; // answers in a row that did not come, before the page says so

let script = document.getElementById("script");
let waiting = null; // what the desk has gone on to, while the old one is being read
let timer = 0;
let at = 0; // how far the emcee has read on by hand
let since = Date.now();

const lines = (of) => [...of.querySelectorAll(".line")];
const key = (of, n = 0) => lines(of)[n]?.dataset.key ?? "";
const valid = (of, name) => !/^[rq]/.test(name) || of.dataset.valid.split(" ").includes(name);

function draw() {
  lines(script).forEach((line, n) => {
    line.classList.toggle("now", n === at);
    line.classList.toggle("after", n === at + 1);
  });
  script.classList.add("ready");
  back.disabled = at === 0;
  on.disabled = at + 1 >= lines(script).length;
}

// How much of the time is left that the line takes to be read.
function unread() {
  const line = lines(script)[at];
  if (!line || line.matches(".wait, .open")) return 0;
  return Math.min(LONGEST, PAUSE + SIGN * line.textContent.trim().length) - (Date.now() - since);
}

function keepBefore() {
  const line = lines(script)[at];
  before.hidden = !line || line.matches(".wait, .open");
  if (before.hidden) return;
  before.innerHTML = line.innerHTML;
  before.dataset.key = line.dataset.key;
  before.querySelector("h2").textContent = main.dataset.before;
}

function go(then, place = 0) {
  clearTimeout(timer);
  waiting = null;
  newer.hidden = true;
  const shown = key(script, at);
  const first = key(then, place);
  if (shown !== first && valid(then, shown)) keepBefore();
  if (!valid(then, before.dataset.key ?? "") || before.dataset.key === first) before.hidden = true;
  script.replaceWith(then);
  script = then;
  at = place;
  draw();
  if (shown === first) return;
  since = Date.now();
  window.scrollTo(0, 0);
}

// A sentence in one line: its numbers without how they are read aloud.
function plain(say) {
  const copy = say?.cloneNode(true);
  copy?.querySelectorAll("rt").forEach((aloud) => aloud.remove());
  return copy?.textContent ?? "";
}

function hold(then, left) {
  clearTimeout(timer);
  waiting = then;
  newer.querySelector("span").textContent = plain(lines(then)[0]?.querySelector(".say"));
  newer.hidden = false;
  timer = setTimeout(() => go(then), left);
}

function changed(html) {
  const then = new DOMParser().parseFromString(html, "text/html").getElementById("script");
  if (!then) return false;
  const shown = key(script, at);
  const place = lines(then).findIndex((line) => line.dataset.key === shown);
  const readOn = at > 0 && place > 0 && key(then) === key(script);
  if (place === 0 || readOn) go(then, place);
  else if (valid(then, shown) && unread() > 0) hold(then, unread());
  else go(then);
  return true;
}

function told({ failed, since: last }) {
  sync.className = failed ? "" : "live";
  sync.textContent = failed ? "" : sync.dataset.live;
  lost.hidden = failed < MANY;
  if (!lost.hidden) lost.textContent = lost.dataset.lost.replace("{time}", last.toLocaleTimeString());
}

newer.addEventListener("click", () => waiting && go(waiting));
on.addEventListener("click", () => go(waiting ?? script, waiting ? 0 : Math.min(at + 1, lines(script).length - 1)));
back.addEventListener("click", () => go(script, Math.max(0, at - 1)));

const awake = () => navigator.wakeLock?.request("screen").catch(() => {});
document.addEventListener("visibilitychange", () => document.hidden || awake());
awake();

hands.hidden = false;
draw();
new window.leitai.Poller({ address: () => main.dataset.state, etag: main.dataset.etag, changed, told });
