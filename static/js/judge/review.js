// Reading back and confirming on the tablet: confirming freezes the sheet for the outbox, whose answer is the receipt.

const { draft, outbox, own, Reading, refusal, sheet: filled } = window.leitai;
let shown = null;

// Where one of the scripts did not come, the sheet is a plain form, and the server does all this.
if (!draft || !filled || !own || !Reading) throw new Error("a script is missing");
const open = () => (shown && !shown.over ? shown : null);
window.leitai.reading = open;

function pointsOf(sheet) {
  return Object.fromEntries(sheet.items.map((item) => [item.input.name, item.input.value]));
}

// Changed or confirmed in another window since it was read back.
function overtaken(reading) {
  reading.close();
  refusal(reading.sheet, reading.receipt.dataset.gone);
  document.dispatchEvent(new Event("judge:reread"));
  found(reading.form);
}

// Before anything is confirmed, from this judge's own sheets alone: was that a slip?
function doubts(form, sheet) {
  const earlier = own.sheets(own.known, form.dataset.draft);
  return sheet.items.map((item) => own.doubt(item.read, own.given(earlier, item.input.name), item.row.dataset));
}

function check(form) {
  const sheet = filled();
  if (!sheet.complete()) return;
  refusal(form.closest(".sheet"), "");
  shown = new Reading(form, sheet.items.map((item) => item.read), sheet.total, confirm);
  shown.points = pointsOf(sheet);
  shown.compare(sheet.items.map((item) => item.row.dataset.was));
  const asked = doubts(form, sheet);
  shown.remark(sheet.remarks(asked), asked);
  if (location.hash !== "#check") history.pushState(null, "", "#check");
}

async function confirm(reading) {
  const { form, points } = reading;
  const sheet = filled();
  const kept = () => Object.entries(pointsOf(sheet)).every(([name, value]) => points[name] === value);
  history.replaceState(null, "", location.pathname);
  if (reading.busy) return;
  reading.busy = kept();
  if (!reading.busy) {
    overtaken(reading);
    return;
  }
  const settled = await draft().settle();
  const words = (item) => `${item.row.querySelector("label").textContent} ${item.read}`;
  const done = await outbox.confirm({
    key: form.elements.key.value,
    draft: form.dataset.draft,
    seat: outbox.place.seat,
    sheet: form.dataset.sheet,
    replaces: form.elements.replaces.value,
    points,
    signature: reading.signature,
    confirmed_at: new Date().toISOString(),
    who: form.dataset.who,
    lines: `${sheet.items.map(words).join(" · ")} = ${sheet.total}`,
    read: sheet.items.map((item) => item.read),
    total: sheet.total,
  }, !settled);
  if (done.gone) {
    overtaken(reading);
    return;
  }
  reading.freeze(done.entry);
  reading.tell("sending", "", done.entry);
}

// A sheet that was confirmed before, on this page or another one: it waits, was refused, or is known no more.
async function found(form) {
  own.know(await outbox.entries());
  const last = own.known.filter((entry) => entry.draft === form.dataset.draft).pop();
  if (!last || open() || !document.contains(form)) return;
  const lost = last.state === "received" && last.counts && last.key !== form.dataset.sent;
  if (last.state === "waiting" || (lost && last.replaces === form.elements.replaces.value)) {
    await outbox.again(last);
    if (open() || !document.contains(form)) return;
    shown = new Reading(form, last.read, last.total, confirm);
    shown.freeze(last);
    shown.tell("kept", "", { ...last, state: "waiting" });
    outbox.poke();
  } else if (!["received", "kept"].includes(last.state)) refusal(form.closest(".sheet"), last.sentence);
}

function start() {
  const form = document.querySelector("form[data-sheet]");
  shown = null;
  if (location.hash === "#check") history.replaceState(null, "", location.pathname);
  if (form && document.querySelector("template[data-reading]")) found(form);
}

outbox.heard = ({ doing, sentence, entries }) => {
  own.know(entries);
  const reading = open();
  const entry = reading && reading.entry && entries.find((one) => one.key === reading.entry.key);
  if (entry) reading.tell(doing, sentence, entry);
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-sheet]")) return;
  event.preventDefault();
  check(form);
});

window.addEventListener("popstate", () => {
  const reading = open();
  if (reading && !reading.entry) reading.close();
});
document.addEventListener("judge:shown", start);
start();
