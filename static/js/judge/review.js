// Reading back and confirming on the tablet: confirming freezes the sheet for the outbox, whose answer is the receipt.

const { draft, inTime, outbox, own, page: { on, one }, readBack, refusal, sheet: filled } = leitai;
let shown = null;

// Where one of the scripts did not come, the sheet is a plain form, and the server does all this.
if (!draft || !filled || !inTime || !own || !readBack) throw new Error("a script is missing");
const open = () => (shown && !shown.over ? shown : null);
leitai.reading = open;

const pointsOf = (sheet) => Object.fromEntries(sheet.items.map((item) => [item.input.name, item.input.value]));
const here = () => history.replaceState(null, "", location.pathname);

// Before anything is confirmed, from this judge's own sheets alone: was that a slip?
function doubts(form, sheet) {
  const earlier = own.sheets(own.known, form.dataset.draft);
  return sheet.items.map((item) => own.doubt(item.read(), own.given(earlier, item.input.name), item.row.dataset));
}

function check(form) {
  const sheet = filled();
  if (!sheet.complete()) return;
  refusal("");
  const read = sheet.items.map((item) => item.read());
  const asked = doubts(form, sheet);
  const points = pointsOf(sheet);
  shown = readBack(form, read, sheet.total(), (...given) => confirm(sheet, points, read, ...given));
  shown.remark(sheet.items.map((item) => item.row.dataset.was), asked, sheet.remarks(asked));
  if (location.hash !== "#check") history.pushState(null, "", "#check");
}

async function confirm(sheet, points, read, reading, signature) {
  const { form } = reading;
  const { draft: name, sheet: number, who } = form.dataset;
  here();
  if (reading.busy) return;
  reading.busy = true;
  const same = Object.entries(pointsOf(sheet)).every(([item, typed]) => points[item] === typed);
  if (same) await draft().settle();
  const total = sheet.total();
  const words = (item, place) => `${item.name} ${read[place]}`;
  const done = same ? await outbox.confirm({
    key: form.elements.key.value,
    draft: name,
    seat: outbox.place.seat,
    sheet: number,
    replaces: form.elements.replaces.value,
    points,
    signature,
    confirmed_at: new Date().toISOString(),
    who,
    lines: `${sheet.items.map(words).join(" · ")} = ${total}`,
    read,
    total,
  }) : {};
  if (done.entry) {
    reading.freeze(done.entry);
    reading.say("sending", "", done.entry);
  } else {
    // Changed or confirmed in another window since it was read back.
    reading.refuse(one("[data-receipt]").dataset.gone);
    found(form);
  }
}

// A sheet that was confirmed before, on this page or another one: it waits, was refused, or is known no more.
async function found(form) {
  own.know(await outbox.entries());
  const { draft: name, sent } = form.dataset;
  const last = own.known.filter((entry) => entry.draft === name).pop();
  const left = () => open() || !document.contains(form);
  if (!last || left()) return;
  const { state, replaces } = last;
  const lost = state === "received" && last.counts && last.key !== sent && replaces === form.elements.replaces.value;
  if (state === "waiting" || lost) {
    // A page that knows nothing of it is an old one, but where the server answers: that one may have been restored.
    if (!lost || (await outbox.ask("GET")).said.leitai) {
      await outbox.again(last);
      last.state = "waiting";
    }
    if (left()) return;
    shown = readBack(form, last.read, last.total);
    shown.freeze(last);
    shown.say("kept", "", last);
    outbox.poke();
  } else if (!outbox.settled(state)) refusal(last.sentence);
}

function start() {
  const form = one("form[data-sheet]");
  shown = null;
  if (location.hash === "#check") here();
  if (form) found(form);
}

outbox.hearers.push(({ doing, sentence, entries }) => {
  own.know(entries);
  const reading = open();
  const entry = reading && reading.entry && entries.find((one) => one.key === reading.entry.key);
  if (entry) reading.say(doing, sentence, entry);
});

on("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-sheet]")) return;
  event.preventDefault();
  check(form);
});

on("popstate", () => {
  const reading = open();
  if (reading && !reading.entry) reading.close();
}, window);
on("judge:shown", start);
start();
