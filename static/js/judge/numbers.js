// Exact numbers, as a whole number over a power of ten: window.leitai.numbers.

const whole = typeof BigInt === "function" ? BigInt : Number;
const NUMBER = /^[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})$/;
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/;

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
  const digits = before === "" || before === "-" ? `${before}0` : before;
  return whole(`${digits}${after}${"0".repeat(places - after.length)}`);
}

function written(number, places) {
  const minus = number < 0 ? "-" : "";
  const digits = String(number).replace("-", "").padStart(places + 1, "0");
  const cut = digits.length - places;
  const after = digits.slice(cut).replace(/0+$/, "");
  return minus + digits.slice(0, cut) + (after ? `.${after}` : "");
}

// The sum of [points, weight], each as text.
function sum(terms) {
  const places = most(terms.map(([points]) => points)) + most(terms.map(([, weight]) => weight));
  let total = whole(0);
  for (const [points, weight] of terms) {
    const own = placesIn(points);
    total += scaled(points, own) * scaled(weight, places - own);
  }
  return written(total, places);
}

window.leitai = window.leitai || {};
window.leitai.numbers = { NUMBER, most, placesIn, plain, scaled, sum, whole, written };
