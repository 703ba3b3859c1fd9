// What a page needs only once it is up (pages/judge/parts.py): what stands beside a sheet, the field for a signature, what a
// browser grants to https; and later, while there is a line, what shows a waiting sheet as a picture. Without an answer
// it is asked for again.

const { on, one, tell } = leitai.page;
const LATER = 5000;
const { dataset } = document.body;
let parts = null;

function place() {
  const form = one("form[data-sheet]");
  if (!parts) return;
  if (form) {
    one(".items", form).insertAdjacentHTML("beforeend", parts.beside);
    one("[data-note]", form).dataset.note = form.dataset.draft;
  }
  tell("judge:placed");
}

async function once() {
  if (!parts) {
    parts = await (await fetch(dataset.parts)).json(); // no page of somebody else's is that
    place();
  }
  const { beside, offline, order, sign } = parts.scripts;
  leitai.later = parts.scripts;
  await Promise.all([import(beside), import(offline), import(order), "signs" in dataset && import(sign)]);
}

async function picture() {
  if (!one("[data-picture]")) one("main").insertAdjacentHTML("beforebegin", parts.picture); // fails before they are there
  await import(parts.scripts.picture);
}

function until(work) {
  work().catch(() => setTimeout(until, LATER, work));
}

if (dataset.parts) {
  on("judge:shown", place);
  until(once);
  setTimeout(until, LATER, picture);
}
