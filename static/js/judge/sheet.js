// The sheet on a tablet: one item chosen, what is wrong beside it, and the running sum in exact numbers.

const { NUMBER, most, placesIn, plain, scaled, sum, whole, written } = window.leitai.numbers;
const COMMA = /^[+-]?\d+(,\d+)+$/;

class Item {
  constructor(row, sheet) {
    this.row = row;
    this.sheet = sheet;
    this.input = row.querySelector("input");
    this.fault = row.querySelector(".fault");
    const data = row.dataset;
    this.fixed = most([data.min, data.max, data.step]);
    this.input.setAttribute("inputmode", "none");
    for (const button of row.querySelectorAll("[data-by]")) {
      button.hidden = false;
      button.addEventListener("click", () => this.move(button.dataset.by));
    }
    this.allow();
    this.input.addEventListener("focus", () => sheet.choose(this));
    this.input.addEventListener("input", () => this.changed());
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        sheet.next(this);
      }
    });
    row.addEventListener("click", (event) => {
      if (!event.target.closest("button, input")) sheet.choose(this);
    });
  }

  get text() {
    return plain(this.input.value);
  }

  wrong() {
    const text = this.text;
    const data = this.row.dataset;
    if (!text) return "empty";
    if (COMMA.test(text)) return "comma";
    if (!NUMBER.test(text)) return "number";
    const places = Math.max(this.fixed, placesIn(text));
    const points = scaled(text, places);
    if (points > scaled(data.max, places)) return "above";
    if (points < scaled(data.min, places)) return "below";
    return data.step && String(points % scaled(data.step, places)).replace("-", "") !== "0" ? "step" : "";
  }

  say(fault) {
    this.fault.textContent = fault ? this.words(`say-${fault}`) : "";
    this.row.classList.toggle("wrong", Boolean(fault));
    this.input.setAttribute("aria-invalid", Boolean(fault));
  }

  changed() {
    if (!this.wrong()) this.say("");
    this.allow();
    this.sheet.changed(this);
  }

  // An empty item begins at its least with +, and at its most with −.
  allow() {
    const text = this.text;
    for (const button of this.row.querySelectorAll("[data-by]")) button.disabled = Boolean(text) && !NUMBER.test(text);
  }

  get read() {
    const places = placesIn(this.text);
    return written(scaled(this.text, places), places);
  }

  // What is unusual, to be looked at once more.
  remark() {
    const data = this.row.dataset;
    const places = Math.max(this.fixed, placesIn(this.text));
    const points = scaled(this.text, places);
    const low = points * whole(2) < scaled(data.max, places) ? "low" : "";
    const remark = points === scaled(data.min, places) ? "least" : low;
    return remark && this.words(`remark-${remark}`, this.read);
  }

  // A sentence of the sheet, with what this item says of itself.
  words(name, points) {
    const { example, max: maximum, min: minimum, step } = this.row.dataset;
    const facts = { example, maximum, minimum, step, points, item: this.row.querySelector("label").textContent };
    return this.sheet.form.getAttribute(`data-${name}`).replace(/{(\w+)}/g, (all, fact) => facts[fact]);
  }

  done() {
    const fault = this.wrong();
    this.say(fault === "empty" ? "" : fault);
  }

  set(text) {
    this.input.value = text;
    this.changed();
  }

  move(by) {
    this.sheet.choose(this);
    const data = this.row.dataset;
    const step = data.step || "1";
    const places = Math.max(this.fixed, placesIn(this.text), placesIn(step));
    const [least, highest] = [scaled(data.min, places), scaled(data.max, places)];
    if (!this.text) {
      this.set(by > 0 ? data.min : data.max);
      return;
    }
    const points = scaled(this.text, places) + whole(by) * scaled(step, places);
    this.set(written(points < least ? least : points > highest ? highest : points, places));
    this.done();
  }
}

class Sheet {
  constructor(form) {
    this.form = form;
    this.sum = form.querySelector("[data-sum]");
    this.left = form.querySelector("[data-left]");
    this.items = Array.from(form.querySelectorAll(".item"), (row) => new Item(row, this));
    form.querySelector(".sum").hidden = false;
    this.show();
    const marked = this.items.find((item) => item.row.classList.contains("wrong"));
    this.choose(marked || this.items.find((item) => !item.text) || this.items[0]);
  }

  choose(item) {
    if (this.chosen === item || !item) return;
    if (this.chosen) {
      this.chosen.row.classList.remove("chosen");
      this.chosen.done();
    }
    this.chosen = item;
    item.row.classList.add("chosen");
    if (document.activeElement !== item.input) item.input.focus({ preventScroll: true });
    item.input.select();
    document.dispatchEvent(new CustomEvent("judge:chosen", { detail: item.input }));
  }

  next(item) {
    item.done();
    const after = this.items.indexOf(item) + 1;
    const order = this.items.slice(after).concat(this.items.slice(0, after));
    const open = order.find((other) => other.wrong());
    if (open) this.choose(open);
    else this.form.querySelector(".send").focus();
  }

  show() {
    const found = this.items.map((item) => item.wrong());
    this.sum.textContent = this.total;
    const open = found.filter((fault) => fault === "empty").length;
    const wrong = found.filter((fault) => fault && fault !== "empty").length;
    const words = wrong ? "wrong" : open ? "left" : "all";
    this.left.textContent = this.left.dataset[words].replace("{count}", wrong || open);
    this.left.classList.toggle("all", words === "all");
    this.left.classList.toggle("fault", words === "wrong");
  }

  get total() {
    const good = this.items.filter((item) => !item.wrong());
    return sum(good.map((item) => [item.text, item.row.dataset.weight]), this.form.dataset.rounds);
  }

  // Of items that are asked about already, nothing more.
  remarks(asked) {
    const found = this.items.map((item, place) => (asked[place] ? "" : item.remark())).filter(Boolean);
    const full = this.items.every((item) => item.read === item.row.dataset.max);
    return full && this.items.length > 1 ? [...found, this.form.dataset.remarkMost] : found;
  }

  // Whether every item has points that fit; says what is wrong where not.
  complete() {
    for (const item of this.items) item.say(item.wrong());
    const wrong = this.items.find((item) => item.wrong());
    if (wrong) this.choose(wrong);
    return !wrong;
  }

  changed(item) {
    this.show();
    document.dispatchEvent(new CustomEvent("judge:typed", { detail: { form: this.form, input: item.input } }));
  }
}

let current = null;
window.leitai.sheet = () => current;

function start() {
  const form = document.querySelector("form[data-sheet]");
  document.body.classList.toggle("by-keys", Boolean(form));
  current = form ? new Sheet(form) : null;
  // Where the first page of a tablet is the sheet that waits, it stands at its own address from now on.
  if (form && location.pathname === "/judge/") history.replaceState(null, "", form.action + location.hash);
}

document.addEventListener("judge:shown", start);
document.addEventListener("judge:next", () => current && current.next(current.chosen));
start();
