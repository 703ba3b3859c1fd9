// Items of the run sheet are dragged to another place. Without this script there are buttons for it.

const run = document.querySelector("[data-run]");
const form = document.getElementById("move");
let dragged = null;

const items = () => [...run.children];
const clear = () => run.querySelectorAll(".over").forEach((item) => item.classList.remove("over"));

// Before which item it would be dropped; null for the end.
function target(event) {
  const over = event.target.closest("[data-run] > li");
  if (!over) return undefined;
  const { top, height } = over.getBoundingClientRect();
  return event.clientY < top + height / 2 ? over : over.nextElementSibling;
}

function drop(before) {
  const others = items().filter((item) => item !== dragged);
  const at = before ? others.indexOf(before) : others.length;
  const above = others.slice(0, at);
  const last = above.map((item) => "performance" in item.dataset).lastIndexOf(true);
  form.elements.slot.value = above.filter((item) => "performance" in item.dataset).length;
  form.elements.index.value = above.length - last - 1;
  form.action = dragged.dataset.move;
  form.submit();
}

if (run && form) {
  run.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[draggable]");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    dragged.classList.add("dragged");
  });
  run.addEventListener("dragover", (event) => {
    const before = dragged && target(event);
    if (!dragged || before === undefined || before === dragged) return;
    event.preventDefault();
    clear();
    before?.classList.add("over");
  });
  run.addEventListener("drop", (event) => {
    const before = dragged && target(event);
    if (!dragged || before === undefined || before === dragged) return;
    event.preventDefault();
    drop(before);
  });
  run.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    dragged = null;
    clear();
  });
}
