// Exact numbers, as a whole number over a power of ten: leitai.numbers.

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

function scaled(text, places) {
  const [before, after = ""] = text.replace("+", "").split(".");
  const digits = before === "" || before === "-" ? `${before}0` : before;
  return whole(`${digits}${after}${"0".repeat(places - after.length)}`);
}

// Several with the same places: how many, and then each.
function alike(texts, more = 0) {
  const places = Math.max(0, ...texts.map(placesIn)) + more;
  return [places, ...texts.map((text) => scaled(text, places))];
}

function written(number, places) {
  const minus = number < 0 ? "-" : "";
  const digits = String(number).replace("-", "").padStart(places + 1, "0");
  const cut = digits.length - places;
  const after = digits.slice(cut).replace(/0+$/, "");
  return minus + digits.slice(0, cut) + (after ? `.${after}` : "");
}

const power = (places) => scaled("1", places);

// A scaled number and its places, rounded as tabulation/rounding.py does where it has more than `decimals`.
function rounded(number, places, decimals, how) {
  if (!decimals || places <= decimals) return [number, places];
  const by = power(places - decimals);
  const size = number < 0 ? -number : number;
  const rest = size % by;
  const low = (size - rest) / by;
  const [half, odd] = [rest + rest - by, low % whole(2) > 0];
  const up = how === "up" ? rest > 0 : how !== "down" && (half > 0 || (half >= 0 && (how === "half-up" || odd)));
  const near = up ? low + whole(1) : low;
  return [number < 0 ? -near : near, Number(decimals)];
}

// The sheet total of [points, weight], each as text; `rounds` is what scoring.results.sheet_rounding gives.
function sum(terms, rounds = "") {
  const [item, weighted, sheet, how] = rounds.split(" ");
  const parts = terms.map(([points, weight]) => {
    const own = placesIn(weight);
    const [mark, places] = rounded(scaled(points, placesIn(points)), placesIn(points), item, how);
    return rounded(mark * scaled(weight, own), places + own, weighted, how);
  });
  const width = Math.max(0, ...parts.map(([, places]) => places));
  const total = parts.reduce((sofar, [part, places]) => sofar + part * power(width - places), whole(0));
  return written(...rounded(total, width, sheet, how));
}

leitai.numbers = { NUMBER, alike, placesIn, plain, scaled, sum, whole, written };
