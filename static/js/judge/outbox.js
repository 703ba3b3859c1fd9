// What a judge has confirmed, frozen with its key, until the server has answered for it: sent in order from whatever page
// is open, again and again, by one window at a time; kept after that for a server that was restored. confirm(entry) says
// no entry where the draft is another now; hearers get { doing, sentence, entries, others: waiting elsewhere }.

const { inTime, store, token } = leitai;
const WAITS = [500, 1000, 2000, 4000, 5000];
const LEASE = 7000;
const SENT = "sent.";
const SOON = "relaxed"; // it may be lost when the power fails: a lease ends, and a sheet is sent again under its key

const ours = (rows) => rows.filter((row) => row.seat === outbox.place.seat);
const settled = (state) => ["received", "kept"].includes(state);
const outbox = { place: null, waiting: 0, confirm, entries, again, ask, expire, poke, send, settled, hearers: [] };
let [pumping, asked, tries, timer] = [false, false, 0, 0];

// The same after a reload, so that a window does not wait for itself.
function windowName() {
  try {
    return (sessionStorage.leitai = sessionStorage.leitai || token());
  } catch {
    return token();
  }
}

const own = windowName();

async function all() {
  return (await store.all(SENT)).sort((one, other) => one.order - other.order);
}

async function entries() {
  return ours(await all());
}

async function confirm(entry) {
  const name = SENT + entry.key;
  const frozen = { ...entry, name, state: "waiting", order: Date.now() };
  const done = await store.change([entry.draft, name], ([draft, before], blind) => {
    const fits = (row) => Object.keys(entry.points).every((item) => row.points[item] === entry.points[item]);
    if (before) return fits(before) ? { entry: before } : {};
    if (draft ? !fits(draft) || draft.key !== entry.key : !blind) return {};
    return { put: [frozen], remove: [entry.draft], entry: frozen };
  });
  poke();
  return done;
}

function again(entry) {
  return store.change([entry.name], ([row]) => ({ put: [{ ...(row || entry), state: "waiting" }] }));
}

// A contest is over: notes go and what was received, and once it is published drafts, too.
async function expire(contest, published) {
  const of = (name, kind) => name.startsWith(`${kind}.${contest}.`);
  const gone = ({ name, state, draft = "" }) =>
    of(name, "note") || (published && of(name, "report") && state === "received") || (settled(state) && of(draft, "draft")) || (published && of(name, "draft"));
  const names = (await store.all("")).filter(gone).map((row) => row.name);
  await store.change(names, () => ({ remove: names }));
}

// ---- sending ----

// Only an answer that says whose it is counts: no page of a hotel, no proxy's error, no half of an answer.
async function ask(method, body, address = outbox.place.address) {
  const found = { status: 0, said: {} };
  const take = async (answer) => {
    found.status = answer.status;
    const said = JSON.parse(await answer.text());
    if (said && said.leitai === 1) found.said = said;
  };
  const headers = { "X-CSRFToken": outbox.place.token };
  await inTime(address, take, { patience: 5000, method, body, headers }).catch(() => {});
  return found;
}

// While another page of this browser loads, the browser may be given another token than this page has.
async function send(body, address) {
  const answer = await ask("POST", body, address);
  if (answer.status !== 403 || answer.said.leitai) return answer;
  outbox.place.token = (await ask("GET")).said.token || outbox.place.token;
  return ask("POST", body, address);
}

async function post({ points, key, sheet, draft, replaces, confirmed_at, signature = "" }) {
  const { said } = await send(new URLSearchParams({ ...points, key, sheet, draft, replaces, confirmed_at, signature }));
  return said.key === key && said.state ? said : null;
}

async function leads() {
  const now = Date.now();
  const taken = (row) => row && row.window !== own && row.until > now && row.until < now + 2 * LEASE;
  const work = ([row]) => (taken(row) ? {} : { put: [{ name: "lease", window: own, until: now + LEASE }] });
  return (await store.change(["lease"], work, SOON)).put;
}

function release() {
  return store.change(["lease"], ([row]) => (row && row.window === own ? { remove: ["lease"] } : {}), SOON);
}

// What is refused for good can be read and corrected: it becomes a draft again, unless another is there.
function settle(entry, answer) {
  const { sentence, time, counts, replaces } = answer;
  const state = answer.state === "known" ? "received" : answer.state;
  return store.change([entry.name, entry.draft], ([row, draft]) => {
    const put = [{ ...(row || entry), state, sentence, time, counts, seen: replaces }];
    const { draft: name, points } = entry;
    if (!settled(state) && !draft) put.push({ name, key: token(), points, tab: "" });
    return { put };
  }, SOON);
}

function tell(rows, doing, sentence = "") {
  const waiting = (row) => row.state === "waiting";
  const entries = ours(rows);
  outbox.waiting = entries.filter(waiting).length;
  const state = { doing, sentence, entries, others: rows.filter(waiting).length - outbox.waiting };
  for (const heard of outbox.hearers) heard(state);
}

// Whether all that waits is through.
async function pump() {
  for (;;) {
    // Also of who had the seat before: the server keeps it as theirs.
    const seat = outbox.place.seat.replace(/\d*$/, "");
    const rows = await all();
    const entry = rows.find((row) => row.state === "waiting" && seat && row.seat.startsWith(seat));
    if (!entry) {
      tell(rows, "done");
      return true;
    }
    const led = await leads();
    tell(rows, led && !tries ? "sending" : "again");
    if (!led) return false;
    const answer = await post(entry);
    if (!answer || answer.state === "seat") {
      tell(rows, "lost", answer ? answer.sentence : "");
      return false;
    }
    tries = 0;
    await settle(entry, answer);
  }
}

async function poke() {
  asked = true;
  if (pumping || !outbox.place) return;
  pumping = true;
  clearTimeout(timer);
  let through = false;
  while (asked) {
    asked = false;
    through = await pump().catch(() => false);
  }
  await release().catch(() => {});
  pumping = false;
  if (!through) timer = setTimeout(poke, WAITS[Math.min(tries, WAITS.length - 1)]);
  tries = through ? 0 : tries + 1;
}

leitai.outbox = outbox;
