// What is typed into the sheet stays on the tablet until it is confirmed. Of two windows with the same sheet, each keeps
// what was typed in it last and reads what the other has typed: nothing is written over unseen.

const { store, token } = window.leitai;
const SLOW = 250;
const own = token();
let draft = null;

class Draft {
  constructor(form) {
    this.form = form;
    this.name = form.dataset.draft;
    this.earlier = form.dataset.earlier;
    this.turn = 0;
    this.typed = new Set("fresh" in form.dataset ? [] : this.inputs().map((input) => input.name));
    this.writing = null;
    this.again = false;
    this.elsewhere = false;
    this.showing = false;
  }

  inputs() {
    return Array.from(this.form.querySelectorAll(".item input"));
  }

  // Kept: what the store has, with what was typed here since on top of it.
  merged(rows, blind) {
    // What was sent under the key that counts is no draft any more.
    const [kept, earlier] = rows.map((row) => (row && row.key === this.form.dataset.sent ? undefined : row));
    const before = kept || earlier;
    const other = Boolean(kept && this.turn && kept.turn !== this.turn && kept.tab !== own);
    if (!this.typed.size && (kept || !earlier)) return { row: kept, other };
    const points = before ? { ...before.points } : {};
    for (const input of this.inputs()) {
      if ((!before && !blind) || this.typed.has(input.name)) points[input.name] = input.value;
    }
    // The key of a draft that another window has confirmed is used up.
    const key = before && before.key ? before.key : this.turn ? token() : this.form.elements.key.value;
    const row = { name: this.name, key, points, tab: own };
    return { put: [row], remove: earlier ? [this.earlier] : [], row, other };
  }

  async once() {
    const written = new Set(this.typed);
    const values = new Map(this.inputs().map((input) => [input.name, input.value]));
    const { row, other } = await store.change([this.name, this.earlier], (rows, blind) => this.merged(rows, blind));
    for (const input of this.inputs()) {
      if (written.has(input.name) && input.value === values.get(input.name)) this.typed.delete(input.name);
    }
    if (other) this.elsewhere = true;
    if (row) this.show(row);
    return Boolean(row);
  }

  // What is being typed is never written over by what comes from the store.
  show(row) {
    if (row.turn === this.turn) return;
    const first = !this.turn && !this.typed.size;
    let found = false;
    this.turn = row.turn;
    this.form.elements.key.value = row.key;
    this.showing = true;
    for (const input of this.inputs()) {
      const points = row.points[input.name];
      if (points === undefined || input.value === points || this.typed.has(input.name)) continue;
      input.value = points;
      found = true;
      input.dispatchEvent(new Event("input"));
    }
    this.showing = false;
    if (first && found) document.dispatchEvent(new Event("judge:next"));
  }

  // One write at a time; of several changes meanwhile only the last is written.
  keep() {
    this.again = true;
    this.line().dataset.behind = "";
    if (!this.writing) this.writing = this.write();
    return this.writing;
  }

  // Everything as it stands here now, to be confirmed; resolves to whether it is kept.
  settle() {
    for (const input of this.inputs()) this.typed.add(input.name);
    return this.keep();
  }

  reread() {
    this.turn = 0;
    this.typed.clear();
    this.form.elements.key.value = token();
    return this.keep();
  }

  async write() {
    const slow = setTimeout(() => this.say("saving"), SLOW);
    try {
      let kept = false;
      while (this.again) {
        this.again = false;
        kept = await this.once();
      }
      delete this.line().dataset.behind;
      if (kept) this.say("saved");
      return true;
    } catch (error) {
      this.say("unsaved");
      return false;
    } finally {
      clearTimeout(slow);
      this.writing = null;
    }
  }

  line() {
    return this.form.querySelector("[data-kept]");
  }

  say(words) {
    const line = this.line();
    line.dataset.state = words;
    line.textContent = line.dataset[this.elsewhere && words === "saved" ? "elsewhere" : words];
  }
}

// Received: the draft with the same key is done with.
function forget(part) {
  const { received, key } = part.dataset;
  const done = ([kept]) => (kept && kept.key === key ? { remove: [received] } : {});
  store.change([received], done).catch(() => {});
}

function start() {
  const form = document.querySelector("form[data-sheet]");
  const received = document.querySelector("[data-received]");
  draft = form ? new Draft(form) : null;
  if (draft) draft.keep();
  if (received) forget(received);
}

// What the browser did to the storage while nobody looked is made good before the next digit.
async function look() {
  if (document.hidden) return;
  await store.probe();
  if (draft) draft.keep();
}

store.healed = () => draft && draft.keep();
document.addEventListener("judge:typed", (event) => {
  if (!draft || draft.showing || draft.form !== event.detail.form) return;
  draft.typed.add(event.detail.input.name);
  draft.keep();
});
window.leitai.draft = () => draft;
document.addEventListener("judge:reread", () => draft && draft.reread());
document.addEventListener("judge:shown", start);
document.addEventListener("visibilitychange", look);
window.addEventListener("pageshow", look);
window.addEventListener("focus", look);
start();
