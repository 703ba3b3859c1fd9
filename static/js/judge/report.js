// What a judge writes about a site for the report: kept on the tablet as it is typed, sent by itself under a key of its own,
// kept until the server has answered for it. A row is { name, draft, good, mend, key, state, written_at }; its state is
// "typing", "waiting", "received" or "refused".

const { outbox, page: { on, one }, store, token } = leitai;
const NOTE = "report.";
const ADDRESS = "/judge/report/";
const PAUSE = 15000; // so long after the last key what was typed is sent
const AGAIN = 5000;
let pause = 0;
let timer = 0;
let sending = false;
const named = (draft) => draft.replace("draft.", NOTE);
const fields = () => [one("[data-report-good]"), one("[data-report-mend]")];

function say(row, unkept) {
  const line = one("[data-report-said]");
  if (!line || !row) return;
  const { saved, sent, unsaved } = line.dataset;
  line.textContent = unkept ? unsaved : row.state === "received" ? sent : row.sentence || saved;
}

function shown(draft) {
  const part = one("[data-report]");
  return part && part.dataset.report === draft;
}

// `state` is "typing" while somebody types; "waiting" is sent.
async function write(state) {
  const part = one("[data-report]");
  const draft = part && part.dataset.report;
  if (!draft) return;
  const [good, mend] = fields().map((field) => field.value);
  const name = named(draft);
  const work = ([row]) => {
    if (row && row.good === good && row.mend === mend && (row.state !== "typing" || state === "typing")) return { row };
    const next = { name, draft, good, mend, key: token(), state, written_at: new Date().toISOString() };
    return { put: [next], row: next };
  };
  const { row, unkept } = await store.change([name], work);
  if (shown(draft)) say(row, unkept);
  if (state === "waiting") send();
}

async function settle({ name, key }, { state, sentence }) {
  const work = ([row]) => (row && row.key === key ? { put: [{ ...row, state, sentence }] } : {});
  const { put } = await store.change([name], work);
  if (put && shown(put[0].draft)) say(put[0]);
}

// Whether all that waits is through.
async function through() {
  const seat = outbox.place.seat.replace(/\d*$/, "");
  const ours = ({ draft }) => seat && draft.split(".")[2].startsWith(seat);
  for (const row of (await store.all(NOTE)).filter(({ state }) => state === "waiting").filter(ours)) {
    const { draft, good, mend, key, written_at } = row;
    const { said } = await outbox.send(new URLSearchParams({ draft, good, mend, key, written_at }), ADDRESS);
    if (said.key !== key || !["received", "refused"].includes(said.state)) return false;
    await settle(row, said);
  }
  return true;
}

async function send() {
  clearTimeout(timer);
  if (sending || !outbox.place) return;
  sending = true;
  const done = await through().catch(() => false);
  sending = false;
  if (!done) timer = setTimeout(send, AGAIN);
}

// What was typed on a page that was left counts as written.
async function left(but) {
  for (const { name, state } of await store.all(NOTE)) {
    if (state !== "typing" || name === but) continue;
    await store.change([name], ([row]) => (row && row.state === "typing" ? { put: [{ ...row, state: "waiting" }] } : {}));
  }
}

// What is shown here is what this tablet keeps; else what the judge has written on another one.
async function place() {
  const part = one("[data-report]");
  const at = one("[data-at-once]");
  if (!part || !at) return;
  const review = one("main [data-review]");
  if (review && part.closest(".sheet[hidden]")) review.append(part); // the sheet it stood beside is confirmed
  part.dataset.report = at.dataset.draft;
  part.hidden = false;
  const name = named(part.dataset.report);
  await left();
  const row = (await store.all(name)).find((found) => found.name === name);
  const [good, mend] = row ? [row.good, row.mend] : (leitai.notes && leitai.notes(part.dataset.report)) || ["", ""];
  const [first, second] = fields();
  if (first.value || second.value) return;
  first.value = good;
  second.value = mend;
  part.open = Boolean(good || mend);
  say(row || (good || mend ? { state: "received" } : null));
  send();
}

on("input", ({ target }) => {
  if (!target.closest("[data-report]")) return;
  clearTimeout(pause);
  pause = setTimeout(write, PAUSE, "waiting");
  write("typing");
});
on("change", ({ target }) => {
  if (target.closest("[data-report]")) write("waiting");
});
on("judge:placed judge:shown", () => place().catch(() => {}));
on("judge:line", ({ detail }) => detail || send());
leitai.reported = () => place().catch(() => {});
left().then(send).catch(() => {});
place().catch(() => {});
