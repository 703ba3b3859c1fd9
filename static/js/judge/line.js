// The line that is always true: how many confirmed sheets wait on this tablet, and when the last one was received.

const { outbox, page: { every, made, on, one, worded }, store } = leitai;

function draw(line, { doing, sentence, entries, others }) {
  const { waiting } = outbox;
  const last = entries.filter((entry) => entry.state === "received").pop();
  const ours = doing === "sending" ? doing : "waiting";
  const words = waiting ? ours : others ? "others" : last ? "received" : "";
  const told = one(".page[data-received], [data-receipt]:not([hidden])");
  const said = one("[data-line][data-waiting]").dataset; // beside a sheet the line stands once more
  line.dataset.state = words;
  line.toggleAttribute("data-told", told); // by a receipt; the sheet that has a line of its own is gone from sight
  line.hidden = !words || (told && ["received", "sending"].includes(words));
  line.textContent = (waiting && sentence) || (words && worded(said[words], { ...last, count: waiting || others }));
}

function list(part, entries) {
  const kept = entries.filter((entry) => !outbox.settled(entry.state));
  part.hidden = !kept.length;
  const told = ({ who, lines: points, sentence }) => `${who}: ${points}. ${sentence || part.dataset.waits}`;
  const lines = one("ul", part);
  lines.textContent = "";
  lines.append(...kept.map((entry) => made("li", { textContent: told(entry) })));
}

outbox.hearers.push((state) => {
  for (const line of every("[data-line]")) draw(line, state);
  for (const part of every("[data-unsent]")) list(part, state.entries);
});

function over() {
  const said = one("[data-over]");
  if (said) outbox.expire(said.dataset.over, said.dataset.published === "yes");
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
outbox.place = { address: dataset.outbox, token: dataset.token, seat: dataset.seat };
outbox.poke();
on("judge:shown", outbox.poke);
on("judge:shown judge:changed", over);
on("online pageshow focus", outbox.poke, window);
over();
