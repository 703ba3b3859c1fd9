// Beside the sheet: this judge's own earlier sheets to compare with, and notes that nobody else sees. Both are drawn from
// what this tablet keeps; notes never leave it, and go when the contest is over.

const { own, page: { every, made, on, one }, store } = leitai;
const NOTE = "note.";
const named = (draft) => draft.replace("draft.", NOTE);

function line(name, points) {
  const row = made("tr");
  row.append(made("th", { scope: "row", textContent: name }));
  row.append(...own.figures(points).map((textContent) => made("td", { textContent })));
  return row;
}

async function draw() {
  const part = one("[data-own]");
  const form = one("form[data-sheet]");
  if (!part || !form) return;
  const earlier = own.sheets(own.known, form.dataset.draft);
  const notes = new Map((await store.all(NOTE)).map((row) => [row.name, row.text]));
  part.hidden = !earlier.length;
  if (part.hidden) return;
  const table = made("tbody");
  for (const row of every(".item", form)) {
    const given = own.given(earlier, one("input", row).name);
    if (given.length) table.append(line(one("label", row).textContent, given));
  }
  table.append(line(part.dataset.total, earlier.map((entry) => entry.total)));
  one("tbody", part).replaceWith(table);
  one("ul", part).textContent = "";
  for (const { who, lines, draft } of earlier.reverse()) {
    const item = made("li");
    const words = [who, lines, notes.get(named(draft))].filter(Boolean);
    item.append(...words.map((textContent) => made("p", { textContent })));
    one("ul", part).append(item);
  }
}

function write(field, text) {
  const name = named(field.dataset.note);
  const said = one("[data-note-said]", field.parentNode);
  const work = () => (text.trim() ? { put: [{ name, text }] } : { remove: [name] });
  store.change([name], work).then(({ unkept }) => (said.textContent = unkept ? said.dataset.unsaved : ""));
}

async function start() {
  own.told();
  const field = one("[data-note]");
  if (!field) return;
  field.dataset.ready = "";
  field.addEventListener("input", () => write(field, field.value));
  const name = named(field.dataset.note);
  const kept = (await store.all(name)).find((row) => row.name === name);
  if (!kept || field.value) return;
  field.value = kept.text;
  field.closest("details").open = true;
}

own.told = () => draw().catch(() => {});
on("judge:placed", () => start().catch(() => {}));
start().catch(() => {});
