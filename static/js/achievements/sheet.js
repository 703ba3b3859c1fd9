// A sheet of many values is entered in parts: a bar tells how far it is, and nobody else waits long for the database.
// What breaks off is completed by sending the sheet again: what is entered already stays as it is. Without this script
// the form sends everything at once.

const PART = 4000;

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", () => {
    for (const busy of form.querySelectorAll("[data-busy]")) busy.hidden = false;
  });
}

const taking = document.querySelector("form[data-parts]");
if (taking) taking.addEventListener("submit", begin);

function begin(event) {
  const parts = [...inParts(JSON.parse(taking.elements.payload.value))];
  if (parts.length < 2) return;
  event.preventDefault();
  for (const button of taking.querySelectorAll(".actions > *")) button.hidden = true;
  send(parts).catch((problem) => tell(problem.sentence ?? taking.dataset.broken, true));
}

function* inParts(values) {
  let part = {}, count = 0;
  for (const [period, lines] of Object.entries(values)) {
    for (let from = 0; from < lines.length; ) {
      part[period] = lines.slice(from, from + PART - count);
      from += part[period].length;
      count += part[period].length;
      if (count === PART) {
        yield [part, count];
        part = {};
        count = 0;
      }
    }
  }
  if (count) yield [part, count];
}

async function send(parts) {
  const bar = taking.querySelector("progress");
  const all = parts.reduce((sum, [, count]) => sum + count, 0);
  let done = 0, entered = 0;
  bar.max = all;
  for (const [n, [part, count]] of parts.entries()) {
    bar.value = done;
    tell(taking.dataset.progress.replace("{done}", done).replace("{count}", all));
    const sent = new FormData(taking);
    sent.set("payload", JSON.stringify(part));
    sent.set("before", entered);
    if (n < parts.length - 1) sent.set("more", "1");
    const answer = await fetch(taking.action, { method: "POST", body: sent, headers: { Accept: "application/json" } });
    const { refused, total } = await answer.json();
    if (refused) throw { sentence: refused };
    entered = total;
    done += count;
  }
  location.assign(taking.dataset.then);
}

function tell(text, over) {
  const line = taking.querySelector("[data-told]");
  line.textContent = text;
  if (!over) return;
  line.closest(".notice").classList.add("bad");
  taking.querySelector("progress").hidden = true;
  for (const link of taking.querySelectorAll(".actions > a")) link.hidden = false;
}
