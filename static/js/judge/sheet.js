// The sheet on a tablet: one item chosen, what is wrong beside it, and the running sum in exact numbers.
// Without this script the sheet is a plain form.

const whole = typeof BigInt === "function" ? BigInt : Number;
const NUMBER = /^[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})$/;
const COMMA = /^[+-]?\d+(,\d+)+$/;
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/;

// ---- exact numbers: a whole number over a power of ten ----

// What is typed, read as communities/typed.py does: signs of an input method, thousands, and 分 behind it.
function plain(text) {
  const folded = text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[−–—‐‑‒﹣]/g, "-")
    .replace(/[。｡﹒]/g, ".")
    .replace(/[、､﹐]/g, ",")
    .trim()
    .replace(/\s*分$/, "");
  return THOUSANDS.test(folded) ? folded.replace(/,/g, "") : folded;
}

function placesIn(text) {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}

function most(texts) {
  return Math.max(0, ...texts.map(placesIn));
}

function scaled(text, places) {
  const [before, after = ""] = text.replace("+", "").split(".");
  return whole(`${before === "" || before === "-" ? before + "0" : before}${after}${"0".repeat(places - after.length)}`);
}

function written(number, places) {
  const minus = number < 0 ? "-" : "";
  const digits = String(number).replace("-", "").padStart(places + 1, "0");
  const cut = digits.length - places;
  const after = digits.slice(cut).replace(/0+$/, "");
  return minus + digits.slice(0, cut) + (after ? "." + after : "");
}

// ---- one item ----

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
    this.fault.textContent = fault ? this.row.getAttribute(`data-say-${fault}`) : "";
    this.row.classList.toggle("wrong", Boolean(fault));
    this.input.setAttribute("aria-invalid", Boolean(fault));
  }

  changed() {
    if (!this.wrong()) this.say("");
    this.allow();
    this.sheet.changed(this);
  }

  allow() {
    for (const button of this.row.querySelectorAll("[data-by]")) button.disabled = !NUMBER.test(this.text);
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
    const points = scaled(this.text, places) + whole(by) * scaled(step, places);
    this.set(written(points < least ? least : points > highest ? highest : points, places));
    this.done();
  }
}

// ---- the sheet ----

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
    item.row.scrollIntoView({ block: "nearest" });
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
    const good = this.items.filter((item) => !item.wrong());
    const places = most(good.map((item) => item.text)) + most(this.items.map((item) => item.row.dataset.weight));
    let sum = whole(0);
    for (const item of good) {
      const own = placesIn(item.text);
      sum += scaled(item.text, own) * scaled(item.row.dataset.weight, places - own);
    }
    this.sum.textContent = written(sum, places);
    const open = this.items.length - good.length;
    this.left.textContent = open ? this.left.dataset.left.replace("{count}", open) : this.left.dataset.all;
    this.left.classList.toggle("all", !open);
  }

  changed(item) {
    this.show();
    document.dispatchEvent(new CustomEvent("judge:typed", { detail: { form: this.form, input: item.input } }));
  }
}

let current = null;

function start() {
  const form = document.querySelector("form[data-sheet]");
  current = form ? new Sheet(form) : null;
  if (form) document.body.classList.add("by-keys");
  else document.body.classList.remove("by-keys");
}

document.addEventListener("judge:shown", start);
document.addEventListener("judge:next", () => current && current.next(current.chosen));
start();
