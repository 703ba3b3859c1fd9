// Reading back and confirming, on the tablet itself: the read-back takes the place of the sheet, confirming freezes it for
// the outbox, and the receipt is drawn into it from the answer.

const { outbox } = window.leitai;
const CALM = 600; // a second tap is not meant for what has just appeared
let open = null;

function refusal(sheet, words) {
  const line = sheet.querySelector("[data-refused]");
  line.textContent = words || "";
  line.hidden = !words;
}

class Reading {
  constructor(form, read, total) {
    this.form = form;
    this.sheet = form.closest(".sheet");
    this.pressed = form.querySelector(".send").getBoundingClientRect();
    this.part = document.createElement("div");
    this.part.append(document.querySelector("template[data-reading]").content.cloneNode(true));
    this.page = this.part.querySelector(".page");
    this.receipt = this.part.querySelector("[data-receipt]");
    const cells = this.part.querySelectorAll("td.points");
    [...read, total].forEach((points, place) => (cells[place].textContent = points));
    this.live = document.querySelector("[data-live]");
    this.home = this.live.parentNode;
    this.receipt.after(this.live);
    this.sheet.hidden = true;
    this.sheet.after(this.part);
    this.part.addEventListener("click", (event) => this.tapped(event));
    window.scrollTo(0, 0);
  }

  remark(remarks) {
    const list = this.part.querySelector("[data-remarks]");
    list.hidden = !remarks.length;
    for (const words of remarks) {
      const line = document.createElement("li");
      line.textContent = words;
      list.querySelector("ul").append(line);
    }
    this.clear();
    document.querySelector("main").focus({ preventScroll: true });
  }

  // Confirming never lies where the tap was that led here, and takes no second tap of it.
  clear() {
    const actions = this.part.querySelector(".actions");
    const buttons = Array.from(actions.querySelectorAll("button"));
    const lies = () => {
      const [one, other] = [this.pressed, buttons[1].getBoundingClientRect()];
      const beside = other.right <= one.left || other.left >= one.right;
      return !beside && other.top < one.bottom && other.bottom > one.top;
    };
    if (lies()) actions.classList.add("turned");
    if (lies()) actions.style.marginTop = `${this.pressed.bottom - actions.getBoundingClientRect().top + 24}px`;
    for (const button of buttons) button.disabled = true;
    this.drawn = performance.now();
    setTimeout(() => buttons.forEach((button) => (button.disabled = false)), CALM + 20);
  }

  tapped(event) {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    if (event.timeStamp - this.drawn < CALM) return;
    if (button.value === "confirm") confirm(this);
    else history.back();
  }

  close() {
    this.home.append(this.live);
    this.part.remove();
    this.sheet.hidden = false;
    open = null;
  }

  freeze(entry) {
    this.entry = entry;
    this.part.querySelector(".task").hidden = true;
    this.part.querySelector("form").hidden = true;
    this.part.querySelector("[data-remarks]").hidden = true;
    this.receipt.hidden = false;
  }

  // Where the confirmed sheet stands, and what follows from it.
  tell(doing, sentence, entry) {
    const { dataset } = this.receipt;
    if (entry.state === "waiting") {
      this.receipt.classList.add("waiting");
      this.receipt.textContent = sentence || dataset[doing === "sending" ? "sending" : "kept"];
      return;
    }
    if (entry.state !== "received" || !entry.counts) {
      if (entry.seen) this.form.elements.replaces.value = entry.seen;
      this.close();
      refusal(this.sheet, entry.sentence);
      document.dispatchEvent(new Event("judge:reread"));
      return;
    }
    this.receipt.classList.remove("waiting");
    this.receipt.textContent = dataset.received.replace("{time}", entry.time);
    this.page.dataset.received = entry.draft;
    this.page.dataset.key = entry.key;
    this.live.dataset.live = this.live.dataset.live.replace("&typing", "");
    this.live.dataset.follow = "";
    this.sheet.remove();
    open = null;
    document.dispatchEvent(new Event("judge:shown"));
  }
}

function pointsOf(sheet) {
  const points = {};
  for (const item of sheet.items) points[item.input.name] = item.input.value;
  return points;
}

function check(form) {
  const sheet = window.leitai.sheet();
  if (!sheet.complete()) return;
  refusal(form.closest(".sheet"), "");
  open = new Reading(form, sheet.items.map((item) => item.read), sheet.total);
  open.remark(sheet.remarks);
  if (location.hash !== "#check") history.pushState(null, "", "#check");
}

async function confirm(reading) {
  const { form } = reading;
  const sheet = window.leitai.sheet();
  if (reading.busy) return;
  reading.busy = true;
  await window.leitai.draft().settle();
  const words = (item) => `${item.row.querySelector("label").textContent} ${item.read}`;
  const done = await outbox.confirm({
    key: form.elements.key.value,
    draft: form.dataset.draft,
    seat: outbox.place.seat,
    sheet: form.dataset.sheet,
    replaces: form.elements.replaces.value,
    points: pointsOf(sheet),
    confirmed_at: new Date().toISOString(),
    who: form.dataset.who,
    lines: `${sheet.items.map(words).join(" · ")} = ${sheet.total}`,
    read: sheet.items.map((item) => item.read),
    total: sheet.total,
  });
  reading.busy = false;
  history.replaceState(null, "", location.pathname);
  if (done.gone) {
    reading.close();
    refusal(reading.sheet, reading.receipt.dataset.gone);
    document.dispatchEvent(new Event("judge:reread"));
    return;
  }
  reading.freeze(done.entry);
  reading.tell("sending", "", done.entry);
}

// A sheet that was confirmed before, on this page or another one: it waits, was refused, or is known no more.
async function found(form) {
  const own = (await outbox.entries()).filter((entry) => entry.draft === form.dataset.draft).pop();
  if (!own || open || !document.contains(form)) return;
  const lost = own.state === "received" && own.counts && own.key !== form.dataset.sent;
  if (own.state === "waiting" || (lost && own.replaces === form.elements.replaces.value)) {
    await outbox.again(own);
    if (open || !document.contains(form)) return;
    open = new Reading(form, own.read, own.total);
    open.freeze(own);
    open.tell("kept", "", { ...own, state: "waiting" });
    outbox.poke();
  } else if (own.state !== "received") refusal(form.closest(".sheet"), own.sentence);
}

function start() {
  const form = document.querySelector("form[data-sheet]");
  open = null;
  if (location.hash === "#check") history.replaceState(null, "", location.pathname);
  if (form && document.querySelector("template[data-reading]")) found(form);
}

outbox.heard = ({ doing, sentence, entries }) => {
  const entry = open && open.entry && entries.find((one) => one.key === open.entry.key);
  if (entry) open.tell(doing, sentence, entry);
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-sheet]")) return;
  event.preventDefault();
  check(form);
});

window.addEventListener("popstate", () => {
  if (open && !open.entry) open.close();
});
document.addEventListener("judge:shown", start);
start();
