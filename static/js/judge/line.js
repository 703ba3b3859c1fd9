// The line that is always true: how many confirmed sheets wait on this tablet, and when the last one was received.

const { outbox, store } = window.leitai;

function draw(line, { doing, sentence, entries, others }) {
  const waiting = entries.filter((entry) => entry.state === "waiting").length;
  const last = entries.filter((entry) => entry.state === "received").pop();
  const ours = doing === "sending" ? "sending" : "waiting";
  const words = waiting ? ours : others ? "others" : last ? "received" : "";
  line.dataset.state = words;
  const told = document.querySelector(".page[data-received], [data-receipt]:not([hidden])");
  line.hidden = !words || Boolean(told && waiting < 2 && !others);
  const facts = { count: waiting || others, time: last && last.time, who: last && last.who };
  const said = document.querySelector("[data-line][data-waiting]").dataset; // beside a sheet the line stands once more
  const text = words ? said[words].replace(/{(\w+)}/g, (all, fact) => facts[fact]) : "";
  line.textContent = waiting && sentence ? sentence : text;
}

function list(part, entries) {
  const kept = entries.filter((entry) => !["received", "kept"].includes(entry.state));
  part.hidden = !kept.length;
  const list = part.querySelector("ul");
  list.textContent = "";
  for (const entry of kept) {
    const line = document.createElement("li");
    line.textContent = `${entry.who}: ${entry.lines}. ${entry.sentence || part.dataset.waits}`;
    list.append(line);
  }
}

let waited = 0;

outbox.told = (state) => {
  const waits = state.entries.filter((entry) => entry.state === "waiting").length;
  if (waits < waited && document.querySelector("[data-sheets]")) document.dispatchEvent(new Event("judge:stored"));
  waited = waits;
  const part = document.querySelector("[data-unsent]");
  for (const line of document.querySelectorAll("[data-line]")) draw(line, state);
  if (part) list(part, state.entries);
};

function over() {
  const said = document.querySelector("[data-over]");
  if (said) outbox.expire(`draft.${said.dataset.over}.`, said.dataset.published === "yes").catch(() => {});
}

const { dataset } = document.body;

// Cookies reach the disk late: a browser killed just after scanning has lost the seat, and not this.
async function keepSeat() {
  const { pass, again } = dataset;
  if (pass) await store.change([], () => ({ put: [{ name: "pass", pass }] }));
  const [row] = again ? await store.all("pass") : [];
  if (!row) return;
  const { status } = await outbox.send(new URLSearchParams({ pass: row.pass }), again);
  if ([204, 205].includes(status)) await store.change(["pass"], () => ({ remove: ["pass"] }));
  if (status === 204) location.replace(location.pathname);
}

keepSeat().catch(() => {});
if ("seat" in dataset) {
  outbox.place = { address: dataset.outbox, token: dataset.token, seat: dataset.seat };
  outbox.poke();
  document.addEventListener("judge:shown", () => {
    outbox.poke();
    over();
  });
  document.addEventListener("judge:changed", over);
  for (const happens of ["online", "pageshow", "focus"]) window.addEventListener(happens, outbox.poke);
  over();
}
