// Going on without the server. This tablet keeps the running order and an empty sheet for each round, as
// pages/judge/views/order.py gives them; with no server in reach the judge says who is on stage, and the sheet is made of
// what is kept. Its draft has the name that it has on the server, so that it is the same sheet once it is called.

const { disk, inTime, outbox, own, page: { every, made, on, one, put }, store, token } = leitai;
const { page, seat } = document.body.dataset;
const HOME = "/judge/";
const SPREAD = 15000; // so that not all tablets of a hall ask at the moment of a call
let kept = null;
let timer = 0;
let cut = false;
let list = null; // one part for all pages: what the judge has opened of it stays open

const take = (found) => {
  if (!found || found.seat !== seat || found.page !== page) return;
  kept = found;
  if (list) list.remove();
  list = made("div", { innerHTML: kept.list }).firstElementChild;
  const wrote = (rows) => (kept.notes || rows.length) && import(leitai.later.report); // on a tour, and while notes wait
  store.all("report.").then(wrote).catch(() => {});
};

async function ask() {
  timer = 0;
  const heard = async (answer) => {
    if (answer.status !== 200) return;
    const found = { ...(await answer.json()), name: "order", tag: answer.headers.get("ETag") };
    take(found);
    if (kept === found) await disk.transact((table) => table.put(found), "relaxed");
  };
  await inTime(`${HOME}order/`, heard, { headers: { "If-None-Match": kept ? kept.tag : "" } });
}

function soon(wait = Math.random() * SPREAD) {
  if (!timer) timer = setTimeout(() => ask().catch(() => soon(3000)), wait);
}

// Of those that this tablet has confirmed, what waits can be read; the others are done. What is begun goes on.
async function mark() {
  const drafts = kept ? await store.all(kept.drafts).catch(() => []) : [];
  const states = new Map(own.known.map(({ draft, state }) => [draft, state]));
  const begun = new Set(drafts.filter((row) => Object.values(row.points).some(Boolean)).map((row) => row.name));
  for (const button of every("[data-choose], [data-site]")) {
    const { dataset } = button;
    const draft = dataset.site || kept.drafts + dataset.choose;
    const state = states.get(draft);
    button.disabled = !dataset.site && outbox.settled(state);
    const words = state === "waiting" || button.disabled ? "confirmed" : begun.has(draft) ? "begun" : "mark";
    button.textContent = dataset[words];
  }
}

// The list stands on every page on which nothing is being filled in or read back, and no list of the server stands.
function place() {
  const reading = leitai.reading();
  const room = cut && list && !one("[data-sites]") && !(reading && !reading.entry) && one("main .page");
  if (list && !room) list.remove();
  else if (room && !room.contains(list)) one(".receipt, h1", room).after(list);
  mark();
}

function choose(key) {
  const [round, who, head] = kept.heads[key];
  const draft = kept.drafts + key;
  put(head + kept.sheets[round], who, () => {
    const { dataset, elements } = one("form[data-sheet]");
    Object.assign(dataset, { draft, who });
    elements.key.value = token();
    one("[data-live]").dataset.live += `?about=${draft}&typing`;
    history.pushState(null, "", `${HOME}#sheet`);
  });
}

// The sheet of a link in a list of the server, where this tablet can make it.
function local(link) {
  const key = link && kept && link.dataset.site.startsWith(kept.drafts) && link.dataset.site.slice(kept.drafts.length);
  if (!key || !kept.heads[key]) return false;
  choose(key);
  return true;
}

// From a sheet back to the list, or on to a sheet, where the server does not answer for the page.
leitai.notes = (draft) => kept && draft.startsWith(kept.drafts) && (kept.notes || {})[draft.slice(kept.drafts.length)];

leitai.alone = (path = HOME) => {
  const link = every("a[data-site]").find(({ pathname }) => pathname === path);
  if (link) return local(link);
  if (!kept || one("main .page") || path !== HOME) return false;
  cut = true;
  put(kept.home, document.title, () => history.pushState(null, "", HOME));
  return true;
};

on("click", ({ target }) => {
  const button = target.closest("[data-choose]");
  if (button) choose(button.dataset.choose);
});
// Known to be without a network, a tablet does not wait for one.
document.addEventListener("click", (event) => {
  const link = cut && event.target.closest("a[data-site]");
  if (link && local(link)) event.preventDefault();
}, true);
on("judge:line", ({ detail }) => {
  cut = detail > 0;
  place();
});
on("judge:shown", place);
on("judge:shown judge:changed", () => soon());
outbox.hearers.push(place);
on("popstate", () => {
  if (one('form[data-sheet=""]') && location.hash !== "#sheet") leitai.alone();
}, window);
const read = (table, found) => (table.get("order").onsuccess = ({ target }) => found(target.result));
disk.transact(read).then(take).catch(() => {}).then(() => soon(0));
