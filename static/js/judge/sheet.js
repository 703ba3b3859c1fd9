// The sheet on a tablet: one item chosen, what is wrong beside it, and the running sum in exact numbers.

const { NUMBER, alike, plain, scaled, sum, whole, written } = leitai.numbers;
const { every, on, one, tell, worded } = leitai.page;
const COMMA = /^[+-]?\d+(,\d+)+$/;
let current = null;

// One item, in its `row` of the sheet.
function itemOf(row, form) {
  const { example, min, max, step, grades } = row.dataset;
  const input = one("input", row);
  const fault = one(".fault", row);
  const name = one("label", row).textContent;
  const item = { row, input, name, text, read, remark, wrong, say, done };

  function text() {
    return plain(input.value);
  }

  // What is typed and the scale of the item, as whole numbers over the same power of ten.
  function exact() {
    const [places, points, least, highest, by] = alike([text(), min, max, step || "0"]);
    return { places, points, least, highest, by };
  }

  function wrong() {
    const typed = text();
    if (!typed) return "empty";
    if (COMMA.test(typed)) return "comma";
    if (!NUMBER.test(typed)) return "number";
    const { points, least, highest, by } = exact();
    if (points > highest) return "above";
    if (points < least) return "below";
    if (grades) return grades.split(" ").includes(read()) ? "" : "grade";
    return by && points % by ? "step" : "";
  }

  // A sentence of the sheet about one of its faults or remarks, with what this item says of itself.
  function words(about, points) {
    const facts = { example, maximum: max, minimum: min, step, grades, points, item: name };
    return about && worded(form.getAttribute(`data-${about}`), facts);
  }

  function say(found) {
    fault.textContent = words(found && `say-${found}`);
    row.classList.toggle("wrong", Boolean(found));
    input.setAttribute("aria-invalid", Boolean(found));
  }

  function read() {
    const { points, places } = exact();
    return written(points, places);
  }

  // What is unusual, to be looked at once more.
  function remark() {
    const { points, least, highest } = exact();
    return words(points === least ? "remark-least" : points + points < highest ? "remark-low" : "", read());
  }

  function done() {
    const found = wrong();
    say(found === "empty" ? "" : found);
  }

  // Which of the grades, or of yes and no, the points that are typed are.
  function press() {
    const points = wrong() ? null : read();
    every("[data-to]", row).forEach((key) => key.setAttribute("aria-pressed", key.dataset.to === points));
  }

  function changed() {
    if (!wrong()) say("");
    press();
    current.changed(item);
  }

  // An empty item begins at its least with +, and at its most with −; of what is no number it is said that it is none.
  function move({ by, to }) {
    current.choose(item);
    const typed = text();
    if (to) input.value = to;
    else if (NUMBER.test(typed)) {
      const { places, points, least, highest, by: unit } = exact();
      const moved = points + whole(by) * (unit || scaled("1", places));
      input.value = written(moved < least ? least : moved > highest ? highest : moved, places);
    } else if (!typed) input.value = by > 0 ? min : max;
    changed();
    done();
  }

  press();
  input.setAttribute("inputmode", "none");
  input.addEventListener("focus", () => current.choose(item));
  input.addEventListener("input", changed);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    current.next();
  });
  row.addEventListener("click", ({ target }) => {
    const button = target.closest(".points button");
    if (button) move(button.dataset);
    else current.choose(item);
  });
  return item;
}

function sheetOf(form) {
  const left = one("[data-left]", form);
  const items = every(".item", form).map((row) => itemOf(row, form));
  const firstWrong = (all) => all.find((item) => item.wrong());
  let chosen = null;

  function choose(item) {
    if (chosen === item || !item) return;
    if (chosen) {
      chosen.row.classList.remove("chosen");
      chosen.done();
    }
    chosen = item;
    item.row.classList.add("chosen");
    if (document.activeElement !== item.input) item.input.focus({ preventScroll: true });
    item.input.select();
    tell("judge:chosen", item.input);
  }

  function next() {
    chosen.done();
    const after = items.indexOf(chosen) + 1;
    const open = firstWrong([...items.slice(after), ...items.slice(0, after)]);
    if (open) choose(open);
    else one(".send", form).focus();
  }

  function total() {
    const good = items.filter((item) => !item.wrong());
    return sum(good.map((item) => [item.text(), item.row.dataset.weight]), form.dataset.rounds);
  }

  function show() {
    const found = items.map((item) => item.wrong()).filter(Boolean);
    const wrong = found.filter((fault) => fault !== "empty").length;
    const count = wrong || found.length;
    one("[data-sum]", form).textContent = total();
    left.textContent = worded(left.dataset[wrong ? "wrong" : count ? "left" : "all"], { count });
    left.classList.toggle("all", !count);
    left.classList.toggle("fault", wrong > 0);
  }

  // Of items that are asked about already, nothing more.
  function remarks(asked) {
    const found = items.map((item, place) => (asked[place] ? "" : item.remark())).filter(Boolean);
    const full = items.every((item) => item.read() === item.row.dataset.max);
    return full && items.length > 1 ? [...found, form.dataset.remarkMost] : found;
  }

  // Whether every item has points that fit; says what is wrong where not.
  function complete() {
    for (const item of items) item.say(item.wrong());
    choose(firstWrong(items));
    return !firstWrong(items);
  }

  function changed({ input }) {
    show();
    tell("judge:typed", { form, input });
  }

  function begin() {
    show();
    const marked = (item) => item.row.classList.contains("wrong");
    choose(items.find(marked) || items.find((item) => !item.text()) || items[0]);
  }

  return { items, begin, changed, choose, complete, next, remarks, total };
}

leitai.sheet = () => current;

function start() {
  const form = one("form[data-sheet]");
  document.body.classList.toggle("by-keys", Boolean(form));
  current = form ? sheetOf(form) : null;
  if (!form) return;
  current.begin();
  // Where the first page of a tablet is the sheet that waits, it stands at its own address from now on.
  if (location.pathname === "/judge/") history.replaceState(null, "", form.action + location.hash);
}

on("judge:shown", start);
on("judge:next", () => current && current.next());
start();
