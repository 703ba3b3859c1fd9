// Beside the sheet: this judge's own earlier sheets to compare with, and notes that nobody else sees. Both are drawn from
// what this tablet keeps; notes never leave it, and go when the contest is over.

const { own, store } = window.leitai;
const NOTE = "note.";
const named = (draft) => draft.replace("draft.", NOTE);

function line(name, cells) {
  const row = document.createElement("tr");
  for (const words of [name, ...cells]) {
    const cell = document.createElement(row.firstChild ? "td" : "th");
    cell.textContent = words;
    row.append(cell);
  }
  row.firstChild.scope = "row";
  return row;
}

function figures(texts) {
  const { least, average, most } = own.figures(texts);
  return [least, average, most];
}

async function draw() {
  const part = document.querySelector("[data-own]");
  const form = document.querySelector("form[data-sheet]");
  if (!part || !form) return;
  const earlier = own.sheets(own.known, form.dataset.draft);
  const notes = new Map((await store.all(NOTE)).map((row) => [row.name, row.text]));
  part.hidden = !earlier.length;
  if (!earlier.length) return;
  const table = document.createElement("tbody");
  for (const row of form.querySelectorAll(".item")) {
    const given = own.given(earlier, row.querySelector("input").name);
    if (given.length) table.append(line(row.querySelector("label").textContent, figures(given)));
  }
  table.append(line(part.dataset.total, figures(earlier.map((entry) => entry.total))));
  part.querySelector("tbody").replaceWith(table);
  const list = part.querySelector("ul");
  list.textContent = "";
  for (const entry of earlier.slice().reverse()) {
    const item = document.createElement("li");
    for (const words of [entry.who, entry.lines, notes.get(named(entry.draft))]) {
      if (words) item.append(Object.assign(document.createElement("p"), { textContent: words }));
    }
    list.append(item);
  }
}

function write(field, text) {
  const name = named(field.dataset.note);
  const said = field.parentNode.querySelector("[data-note-said]");
  const work = () => (text.trim() ? { put: [{ name, text }] } : { remove: [name] });
  const told = (unsaved) => (said.textContent = unsaved ? said.dataset.unsaved : "");
  store.change([name], work).then(() => told(false), () => told(true));
}

async function start() {
  own.told();
  const field = document.querySelector("[data-note]");
  if (!field) return;
  field.dataset.ready = "";
  field.addEventListener("input", () => write(field, field.value));
  const name = named(field.dataset.note);
  const kept = (await store.all(name)).find((row) => row.name === name);
  if (!kept || field.value) return;
  field.value = kept.text;
  field.closest("details").open = true;
}

async function over() {
  const said = document.querySelector("[data-over]");
  const rows = said ? await store.all(`${NOTE}${said.dataset.over}.`) : [];
  if (rows.length) await store.change([], () => ({ remove: rows.map((row) => row.name) }));
}

own.told = () => draw().catch(() => {});
for (const happens of ["judge:shown", "judge:changed"]) document.addEventListener(happens, () => over().catch(() => {}));
document.addEventListener("judge:placed", () => start().catch(() => {}));
start().catch(() => {});
over().catch(() => {});
