// What is typed into the sheet stays on the tablet until it is confirmed. Of two windows with the same sheet, each keeps
// what was typed in it last and reads what the other has typed: nothing is written over unseen.

const { page: { every, on, one, tell }, store, token } = leitai;
const SLOW = 250;
const own = token();
let draft = null;

function drafted(form) {
  const { dataset, elements } = form;
  const inputs = every(".item input", form);
  const line = one("[data-kept]", form);
  const typed = new Set("fresh" in dataset ? [] : inputs.map((input) => input.name)); // and not kept yet
  let [turn, writing, again, elsewhere, showing] = [0, null, false, false, false];

  function say(words) {
    line.dataset.state = words;
    line.textContent = line.dataset[elsewhere && words === "saved" ? "elsewhere" : words];
  }

  // Kept: what the store has, with what was typed here since on top of it.
  function merged([found], blind) {
    // What was sent under the key that counts is no draft any more.
    const kept = found && found.key !== dataset.sent ? found : undefined;
    const other = Boolean(kept && turn && kept.turn !== turn && kept.tab !== own);
    if (!typed.size) return { row: kept, other };
    const points = kept ? { ...kept.points } : {};
    for (const { name, value } of inputs) {
      if ((!kept && !blind) || typed.has(name)) points[name] = value;
    }
    // The key of a draft that another window has confirmed is used up.
    const key = kept && kept.key ? kept.key : turn ? token() : elements.key.value;
    const row = { name: dataset.draft, key, points, tab: own };
    return { put: [row], row, other };
  }

  async function once() {
    const written = inputs.filter((input) => typed.has(input.name)).map((input) => [input, input.value]);
    const { row, other, unkept } = await store.change([dataset.draft], merged);
    for (const [input, value] of written) {
      if (input.value === value) typed.delete(input.name);
    }
    if (other) elsewhere = true;
    if (row) show(row);
    return row && (unkept ? "unsaved" : "saved");
  }

  // What is being typed is never written over by what comes from the store.
  function show(row) {
    if (row.turn === turn) return;
    const first = !turn && !typed.size;
    let found = false;
    turn = row.turn;
    elements.key.value = row.key;
    showing = true;
    for (const input of inputs) {
      const points = row.points[input.name];
      if (points === undefined || input.value === points || typed.has(input.name)) continue;
      input.value = points;
      found = true;
      input.dispatchEvent(new Event("input"));
    }
    showing = false;
    if (first && found) tell("judge:next");
  }

  async function write() {
    const slow = setTimeout(say, SLOW, "saving");
    let kept = "";
    while (again) {
      again = false;
      kept = await once().catch(() => "unsaved");
    }
    clearTimeout(slow);
    writing = null;
    if (kept !== "unsaved") delete line.dataset.behind;
    if (kept) say(kept);
  }

  // One write at a time; of several changes meanwhile only the last is written.
  function keep() {
    again = true;
    line.dataset.behind = "";
    if (!writing) writing = write();
    return writing;
  }

  // Everything as it stands here now, to be confirmed.
  function settle() {
    for (const input of inputs) typed.add(input.name);
    return keep();
  }

  function reread() {
    turn = 0;
    typed.clear();
    elements.key.value = token();
    keep();
  }

  function changed(name) {
    if (showing) return;
    typed.add(name);
    keep();
  }

  return { form, keep, settle, reread, changed };
}

// Received: the draft with the same key is done with.
function forget({ dataset: { received, key } }) {
  store.change([received], ([kept]) => (kept && kept.key === key ? { remove: [received] } : {}));
}

function start() {
  const form = one("form[data-sheet]");
  draft = form ? drafted(form) : null;
  if (draft) draft.keep();
  every("[data-key][data-received]").forEach(forget);
}

// What the browser did to the storage while nobody looked is made good before the next digit.
async function look() {
  if (document.hidden) return;
  await store.probe();
  if (draft) draft.keep();
}

leitai.draft = () => draft;
store.healed = () => draft && draft.keep();
on("judge:typed", ({ detail: { form, input } }) => {
  if (draft && draft.form === form) draft.changed(input.name);
});
on("judge:reread", () => draft && draft.reread());
on("judge:shown", start);
on("visibilitychange", look);
on("pageshow focus", look, window);
start();
