// Something is drawn: numbers turn, then one opens. What turns are numbers alone; what opens was drawn on the server, and
// nothing here decides.
//
//   window.leitai.drawing.question(picture, later)  the number of a question turns, then the question opens
//   window.leitai.drawing.order(picture, later)     one contestant after the other opens
//
// `later(what, after)` does something after some milliseconds, unless something else is shown by then.

const TURN = 90;
const TURNS = 26;
const OPENS = 1300;

function turn(number, later, begin, turns) {
  const drawn = number.textContent;
  const others = number.dataset.turns.trim().split(/\s+/);
  for (let n = 0; n < turns; n += 1) {
    later(() => (number.textContent = others[(n * 7 + 3) % others.length]), begin + n * TURN);
  }
  later(() => (number.textContent = drawn), begin + turns * TURN);
}

function question(picture, later) {
  picture.dataset.step = "0";
  const number = picture.querySelector("[data-turns]");
  if (number) turn(number, later, 0, TURNS);
  later(() => (picture.dataset.step = "1"), TURN * TURNS);
  later(() => delete picture.dataset.step, TURN * TURNS + 900);
}

function order(picture, later) {
  const lines = [...picture.querySelectorAll(".places li")];
  lines.forEach((line, n) => {
    line.dataset.closed = "";
    const number = line.querySelector("[data-turns]");
    const turns = Math.floor(OPENS / TURN) - 3;
    later(() => (line.dataset.closed = "turning"), n * OPENS);
    if (number) turn(number, later, n * OPENS, turns);
    later(() => delete line.dataset.closed, n * OPENS + turns * TURN);
  });
}

window.leitai = window.leitai || {};
window.leitai.drawing = { question, order };
