// A judge's own earlier sheets, from what this tablet keeps, and what they say about points typed now: window.leitai.own.
// Nothing here knows a page, a server or another judge. know(entries) is told what the outbox holds, and calls told.
//
// doubt(text, earlier, scale) asks about points that look like a slip of the finger: { least, most, meant }, or null.
// It asks only where there are three earlier points of the item, and the new ones lie outside their range by more than
// the range is wide and by more than a tenth of the item's scale: who marks widely is asked seldom, and a bit more or
// less than ever before is no slip. `meant` are the points that one slip turns into those typed (a digit too few, too
// many, another one, or two in the wrong order; a point forgotten), the nearest to the range; "" where several are.

const { NUMBER, most, placesIn, plain, scaled, whole, written } = window.leitai.numbers;
const ENOUGH = 3;
const CONFIRMED = ["waiting", "received", "kept"];

// One for each contestant of the same round, as last confirmed, in that order.
function sheets(entries, draft) {
  const round = draft.slice(0, draft.lastIndexOf(".") + 1);
  const last = new Map();
  for (const entry of entries) {
    if (entry.draft === draft || !entry.draft.startsWith(round) || !CONFIRMED.includes(entry.state)) continue;
    last.delete(entry.draft);
    last.set(entry.draft, entry);
  }
  return Array.from(last.values());
}

function given(earlier, item) {
  return earlier.map((entry) => plain(entry.points[item] || "")).filter((text) => NUMBER.test(text));
}

function range(texts, places) {
  const points = texts.map((text) => scaled(text, places)).sort((one, other) => (one < other ? -1 : 1));
  return [points[0], points[points.length - 1]];
}

// Everything that one slip could have made of `text`, or `text` of it.
function slips(text) {
  const found = new Set();
  for (let place = 0; place <= text.length; place += 1) {
    const [before, after] = [text.slice(0, place), text.slice(place)];
    for (const sign of "0123456789.") {
      found.add(before + sign + after);
      if (after && sign !== "." && after[0] !== ".") found.add(before + sign + after.slice(1));
    }
    if (after) found.add(before + after.slice(1));
    if (after.length > 1) found.add(before + after[1] + after[0] + after.slice(2));
  }
  return Array.from(found).filter((one) => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(one));
}

function doubt(text, earlier, { min, max, step }) {
  if (earlier.length < ENOUGH) return null;
  const places = most([text, min, max, step, ...earlier]) + 1;
  const [least, highest] = range(earlier, places);
  const [low, high, by] = [min, max, step || "0"].map((limit) => scaled(limit, places));
  const away = (points) => (points < least ? least - points : points > highest ? points - highest : whole(0));
  const clear = (far) => far > highest - least && far * whole(10) > high - low;
  if (!clear(away(scaled(text, places)))) return null;
  const fits = (points) => points >= low && points <= high && (!by || !(points % by));
  let [near, meant] = [null, ""];
  for (const slip of new Set(slips(text).filter((one) => placesIn(one) <= places).map((one) => scaled(one, places)))) {
    const far = away(slip);
    if (!fits(slip) || clear(far) || (near !== null && far > near)) continue;
    meant = near === far ? "" : written(slip, places);
    near = far;
  }
  return { least: written(least, places), most: written(highest, places), meant };
}

// The least and the most, and the average with two decimals.
function figures(texts) {
  const places = most(texts);
  const [least, highest] = range(texts, places);
  const sum = texts.reduce((sofar, text) => sofar + scaled(text, places), whole(0));
  const by = whole(2 * texts.length) * scaled("1", places);
  const twice = sum * whole(200) + by / whole(2);
  return {
    least: written(least, places),
    average: written((twice - (twice % by)) / by, 2),
    most: written(highest, places),
  };
}

const own = { known: [], know, sheets, given, doubt, figures, told() {} };

function know(entries) {
  own.known = entries;
  own.told();
}

window.leitai.own = own;
