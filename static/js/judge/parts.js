// What a page needs only once it is up (pages/judge/parts.py): what stands beside a sheet, the field for a signature, what a
// browser grants to https; and later, while there is a line, what shows a waiting sheet as a picture. Without an answer
// it is asked for again.

const LATER = 5000;
const { dataset } = document.body;
let parts = null;

function place() {
  const form = document.querySelector("form[data-sheet]");
  if (!parts) return;
  if (form) {
    form.querySelector(".items").insertAdjacentHTML("beforeend", parts.beside);
    form.querySelector("[data-note]").dataset.note = form.dataset.draft;
  }
  document.dispatchEvent(new Event("judge:placed"));
}

async function once() {
  if (!parts) {
    const answer = await fetch(dataset.parts, { credentials: "same-origin" });
    if (!answer.ok) throw new Error("not ours");
    parts = await answer.json();
    place();
  }
  const { beside, offline, sign } = parts.scripts;
  window.leitai.later = parts.scripts;
  await Promise.all([import(beside), import(offline), "signs" in dataset && import(sign)]);
}

async function picture() {
  if (!parts) throw new Error("not yet");
  const main = document.querySelector("main");
  if (!document.querySelector("[data-picture]")) main.insertAdjacentHTML("beforebegin", parts.picture);
  await import(parts.scripts.picture);
}

function until(work) {
  work().catch(() => setTimeout(until, LATER, work));
}

if (dataset.parts) {
  document.addEventListener("judge:shown", place);
  until(once);
  setTimeout(until, LATER, picture);
}
