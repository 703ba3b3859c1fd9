// How something comes in on a screen: faded over, and what is revealed step by step. Each step moves for less than
// 600 ms; nothing moves where the machine asks for less motion.
//
//   window.leitai.reveal.over(before, after)  `after` takes the place of `before`
//   window.leitai.reveal.steps(picture)       a score or the standings are revealed, once for each

const STEP = 1100;
const COUNT = 590;
const RISE = 580;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const revealed = new Set();
const { drawing } = window.leitai;
let timers = [];

function over(before, after) {
  before.replaceWith(after);
  if (still.matches || !after.animate) return;
  before.removeAttribute("id");
  before.setAttribute("aria-hidden", "true");
  after.before(before);
  before.animate([{ opacity: 1 }, { opacity: 0 }], { duration: 300, fill: "forwards" }).finished.then(() => before.remove());
  after.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 500, easing: "ease-out" });
}

function count(points) {
  const text = points.textContent;
  const whole = Number(text);
  if (!Number.isFinite(whole)) return;
  const places = text.split(".")[1]?.length ?? 0;
  const start = performance.now();
  points.dataset.counting = "";
  const draw = (now) => {
    const part = Math.min(1, (now - start) / COUNT);
    const shown = part < 1 ? (whole * (1 - (1 - part) ** 3)).toFixed(places) : text;
    if (points.firstChild.data !== shown) points.firstChild.data = shown;
    if (part < 1 && points.isConnected) requestAnimationFrame(draw);
    else delete points.dataset.counting;
  };
  requestAnimationFrame(draw);
}

// A score: the highest struck, then the lowest, then the points off and on, then the result. What is not there is passed.
function score(picture) {
  const told = [".dropped.high", ".dropped.low", ".adjustments, .panel h2 b"];
  const steps = told.map((what, n) => (picture.querySelector(what) ? n + 1 : 0)).filter(Boolean);
  picture.dataset.step = "0";
  steps.forEach((step, n) => timers.push(setTimeout(() => (picture.dataset.step = String(step)), STEP * (n + 1))));
  timers.push(
    setTimeout(() => {
      delete picture.dataset.step;
      picture.querySelectorAll("[data-points]").forEach(count);
    }, STEP * (steps.length + 1)),
  );
}

// The standings: the new one rises from below to its place, and those it passes give way.
function standings(picture) {
  const lines = [...picture.querySelectorAll(".lines li")];
  const place = lines.findIndex((line) => line.matches(".new"));
  if (place < 0) return;
  const high = lines[0].getBoundingClientRect().height;
  const move = (line, by, delay) =>
    line.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], { duration: RISE, delay, easing: "cubic-bezier(.3,.1,.2,1)", fill: "backwards" });
  move(lines[place], high * (lines.length - place), 700);
  lines.slice(place + 1).forEach((line) => move(line, -high, 700));
}

const later = (what, after) => timers.push(setTimeout(what, after));

function steps(picture) {
  timers.forEach(clearTimeout);
  timers = [];
  const { key } = picture.dataset;
  if (still.matches || document.hidden || revealed.has(key)) return;
  revealed.add(key);
  if (picture.matches(".score")) score(picture);
  else if (picture.matches(".standings")) standings(picture);
  else if (picture.matches(".question")) drawing.question(picture, later);
  else if (picture.matches(".order-draw")) drawing.order(picture, later);
}

window.leitai = window.leitai || {};
window.leitai.reveal = { over, steps, known: (key) => revealed.add(key) };
