// The last network is a picture: a confirmed sheet that cannot be sent is shown as a QR code that the desk reads, as
// pages/desk/forms/picture.py says. This and what draws are fetched once the page is up, while there is a line.

const { numbers, outbox, page: { one } } = leitai;
const part = one("[data-picture]");
const AGAIN = 5000;
let waiting = [];
let place = 0;

function check(text) {
  let sum = 0x811c9dc5;
  for (const letter of text) sum = Math.imul(sum ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return sum.toString(16).padStart(8, "0");
}

function textOf({ draft, key, confirmed_at, points }) {
  const marks = Object.keys(points).map((name) => `${name.slice(7)}x${numbers.plain(points[name])}`);
  const seconds = Math.round(Date.parse(confirmed_at) / 1000);
  const text = ["leitai1", ...draft.split(".").slice(1), key, seconds, ...marks].join(":");
  return `${text}:${check(text)}`;
}

function draw(renderSVG) {
  const entry = waiting[place % waiting.length];
  const text = textOf(entry);
  const [figure, several] = [one("figure", part), one("[data-other]", part)];
  const svg = renderSVG(text, { ecc: "L", border: 4, pixelSize: 4 });
  one("[data-code]", figure).innerHTML = svg;
  one("[data-who]", figure).textContent = `${entry.who}: ${entry.lines}`;
  figure.dataset.text = text;
  several.hidden = waiting.length < 2;
  figure.hidden = false;
}

function told({ doing, entries }) {
  waiting = entries.filter((entry) => entry.state === "waiting");
  const marking = one(".sheet:not([hidden]) form[data-sheet]"); // there the room is needed
  if (doing === "lost" || !waiting.length || marking) part.hidden = !waiting.length || Boolean(marking);
  if (!waiting.length) one("figure", part).hidden = true;
}

async function start() {
  const { renderSVG } = await import(part.dataset.draws);
  part.addEventListener("click", (event) => {
    if (event.target.closest("[data-other]")) place += 1;
    if (event.target.closest("button")) draw(renderSVG);
  });
  outbox.hearers.push(told);
  outbox.poke();
}

function begin() {
  start().catch(() => setTimeout(begin, AGAIN));
}

begin();
