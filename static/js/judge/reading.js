// The read-back of a sheet, in its place: points, total, what is unusual, and once it is confirmed where it stands.

const CALM = 600; // a second tap is not meant for what has just appeared

function refusal(sheet, words) {
  const line = sheet.querySelector("[data-refused]");
  line.textContent = words || "";
  line.hidden = !words;
}

class Reading {
  constructor(form, read, total, confirm) {
    this.form = form;
    this.confirm = confirm;
    this.over = false;
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
    this.sign = this.part.querySelector("[data-sign]");
    this.signing();
    this.sheet.hidden = true;
    this.sheet.after(this.part);
    this.part.addEventListener("click", (event) => this.tapped(event));
    window.scrollTo(0, 0);
  }

  signing() {
    if (this.sign && window.leitai.Pad) this.pad = new window.leitai.Pad(this.sign);
  }

  // What is another than was sent before.
  compare(was) {
    was.forEach((points, place) => {
      const row = this.part.querySelectorAll("tbody tr")[place];
      if (!points || points === row.querySelector(".points").textContent) return;
      const line = document.createElement("p");
      line.className = "was";
      line.textContent = this.page.dataset.was.replace("{points}", points);
      row.querySelector("th").append(line);
    });
  }

  remark(remarks, asked) {
    const list = this.part.querySelector("[data-remarks]");
    list.hidden = !remarks.length;
    for (const words of remarks) {
      const line = document.createElement("li");
      line.textContent = words;
      list.querySelector("ul").append(line);
    }
    asked.forEach((doubt, place) => doubt && this.ask(doubt, place));
    this.clear();
    document.querySelector("main").focus({ preventScroll: true });
  }

  ask({ least, most, meant }, place) {
    const row = this.part.querySelectorAll("tbody tr")[place];
    const words = this.page.dataset[meant ? "askMeant" : "ask"];
    const facts = { range: least === most ? least : `${least}–${most}`, meant };
    facts.points = row.querySelector(".points").textContent;
    const line = document.createElement("p");
    line.className = "ask";
    line.textContent = words.replace(/{(\w+)}/g, (all, fact) => facts[fact]);
    row.querySelector("th").append(line);
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
    if (button.value === "confirm") this.unsigned || this.confirm(this);
    else if (button.value === "change") history.back();
  }

  // Where the contest asks for a signature: what was drawn, or else the name that was typed.
  get signature() {
    const drawn = this.pad ? this.pad.text : "";
    return drawn || (this.sign ? this.sign.querySelector("input").value.trim() : "");
  }

  get unsigned() {
    const unsigned = Boolean(this.sign) && !this.signature;
    if (this.sign) this.sign.querySelector("[data-unsigned]").hidden = !unsigned;
    return unsigned;
  }

  close() {
    this.home.append(this.live);
    this.part.remove();
    this.sheet.hidden = false;
    this.over = true;
  }

  freeze(entry) {
    this.entry = entry;
    this.part.querySelector(".task").hidden = true;
    this.part.querySelector("form").hidden = true;
    this.part.querySelector("[data-remarks]").hidden = true;
    this.receipt.hidden = false;
  }

  tell(doing, sentence, entry) {
    const { dataset } = this.receipt;
    if (entry.state === "waiting") {
      this.receipt.classList.add("waiting");
      this.receipt.textContent = sentence || dataset[doing === "sending" ? "sending" : entry.unkept ? "unkept" : "kept"];
      return;
    }
    const kept = entry.state === "kept";
    if (!kept && (entry.state !== "received" || !entry.counts)) {
      if (entry.seen) this.form.elements.replaces.value = entry.seen;
      this.close();
      refusal(this.sheet, entry.sentence);
      document.dispatchEvent(new Event("judge:reread"));
      return;
    }
    this.receipt.classList.toggle("waiting", kept);
    this.receipt.textContent = kept ? entry.sentence : dataset.received.replace("{time}", entry.time);
    this.page.dataset.received = entry.draft;
    this.live.dataset.live = this.live.dataset.live.replace("&typing", "");
    this.live.dataset.follow = "";
    this.sheet.remove();
    this.over = true;
    document.dispatchEvent(new Event("judge:shown"));
  }
}

window.leitai.Reading = Reading;
window.leitai.refusal = refusal;
