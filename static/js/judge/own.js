// A judge's own earlier sheets, from what this tablet keeps, and what they say about points typed now: leitai.own.
// Nothing here knows a page, a server or another judge. know(entries) is told what the outbox holds, and calls told.
//
// doubt(text, earlier, scale) asks about points that look like a slip of the finger: { least, most, meant }, or null.
// It asks only where there are three earlier points of the item, and the new ones lie outside their range by more than
// the range is wide and by more than a tenth of the item's scale: who marks widely is asked seldom, and a bit more or
// less than ever before is no slip. `meant` are the points that one slip turns into those typed (a digit too few, too
// many, another one, or two in the wrong order; a point forgotten), the nearest to the range; "" where several are.

const { NUMBER, alike, placesIn, plain, scaled, whole, written } = leitai.numbers;
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
  return [...last.values()];
}

function given(earlier, item) {
  return earlier.map((entry) => plain(entry.points[item] || "")).filter((text) => NUMBER.test(text));
}

const rising = (numbers) => numbers.sort((one, other) => (one < other ? -1 : 1));

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
  return [...found].filter((one) => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(one));
}

function doubt(text, earlier, { min, max, step }) {
  if (earlier.length < ENOUGH) return null;
  const [places, points, low, high, by, ...before] = alike([text, min, max, step || "0", ...earlier], 1);
  const [least, highest] = [rising(before)[0], before[before.length - 1]];
  const away = (far) => (far < least ? least - far : far > highest ? far - highest : whole(0));
  const clear = (far) => far > highest - least && far * whole(10) > high - low;
  if (!clear(away(points))) return null;
  const fits = (slip) => slip >= low && slip <= high && !(by && slip % by) && !clear(away(slip));
  const slipped = slips(text).filter((slip) => placesIn(slip) <= places).map((slip) => scaled(slip, places));
  const likely = [...new Set(slipped)].filter(fits);
  const nearest = rising(likely.map(away))[0];
  const meant = likely.filter((slip) => away(slip) === nearest);
  const [from, to] = [least, highest].map((number) => written(number, places));
  return { least: from, most: to, meant: meant.length === 1 ? written(meant[0], places) : "" };
}

// The least, the average with two decimals, and the most.
function figures(texts) {
  const [places, ...numbers] = alike(texts);
  const by = whole(2 * texts.length) * scaled("1", places);
  const twice = numbers.reduce((sofar, number) => sofar + number) * whole(200) + by / whole(2);
  const [least, most] = [rising(numbers)[0], numbers[numbers.length - 1]];
  return [written(least, places), written((twice - (twice % by)) / by, 2), written(most, places)];
}

const own = { known: [], know, sheets, given, doubt, figures, told() {} };

function know(entries) {
  own.known = entries;
  own.told();
}

leitai.own = own;
