// Shows every clock of a page ([data-clock]) and goes on with it between the answers of the server.
//
// Each answer says what the server's steady clock shows. Of the last answers the one with the shortest way there and
// back tells how far it is from the clock of this page, performance.now(); no wall clock is asked, here or there.
//
//   const clocks = new window.leitai.Clocks(steady)  `steady` is what the server's clock showed in the page as it came
//   says(), heard(answer)                            go to the Poller, or stand around a fetch of one's own
//   show()                                           after the page was changed

const HEADER = "Steady-Clock";
const KEPT = 20;
const OFTEN = 50;
const SECOND = 1000;

const digits = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

// What a clock shows: up from nothing; down to the limit, and past it with a plus.
function face(passed, limit, down) {
  if (!down || !limit) return digits(Math.floor(passed / SECOND));
  const left = limit * SECOND - passed;
  return left >= 0 ? digits(Math.ceil(left / SECOND)) : `+${digits(Math.floor(-left / SECOND))}`;
}

// How it stands: waiting, over the limit, near it, paused, or nothing to say.
function standing({ waiting, zero, limit, warn }, passed) {
  if (waiting) return "waiting";
  if (limit && passed >= limit * SECOND) return "over";
  if (warn && passed >= warn * SECOND) return "near";
  return zero === undefined && passed ? "paused" : "";
}

class Clocks {
  constructor(steady) {
    this.answers = [];
    this.asked = 0;
    this.ahead = 0;
    this.says = () => {
      this.asked = performance.now();
      return {};
    };
    this.heard = (answer) => this.took(Number(answer.headers.get(HEADER)), this.asked, performance.now());
    const came = performance.getEntriesByType?.("navigation")[0];
    if (came && came.responseStart) this.took(Number(steady), came.requestStart, came.responseStart);
    else this.took(Number(steady), performance.now(), performance.now());
    setInterval(() => this.show(), OFTEN);
  }

  // An answer that cannot agree with those before means that one of the machines slept or was started anew.
  took(steady, asked, came) {
    if (!steady) return;
    const half = (came - asked) / 2;
    const answer = { half, ahead: steady - asked - half };
    const best = this.answers.reduce((one, two) => (two.half < one.half ? two : one), answer);
    if (Math.abs(best.ahead - answer.ahead) > best.half + half + 50) this.answers = [];
    this.answers = [...this.answers, answer].slice(-KEPT);
    this.ahead = this.answers.reduce((one, two) => (two.half < one.half ? two : one)).ahead;
    this.show();
  }

  // Milliseconds by the steady clock of the server.
  now() {
    return performance.now() + this.ahead;
  }

  show() {
    for (const clock of document.querySelectorAll("[data-clock]")) this.put(clock, clock.dataset);
  }

  put(clock, data) {
    const passed = data.zero === undefined ? Number(data.passed) : Math.max(0, this.now() - Number(data.zero));
    const state = standing(data, passed);
    let words = [data[`said${state.slice(0, 1).toUpperCase()}${state.slice(1)}`] || ""];
    if (state === "waiting") words.push(digits(Math.max(0, Math.floor((this.now() - Number(data.waiting)) / SECOND))));
    if (data.zero === undefined && (state === "near" || state === "over")) words.push(data.saidPaused);
    set(clock.querySelector("[data-digits]"), face(passed, Number(data.limit), "down" in data));
    set(clock.querySelector("[data-word]"), words.join(" · "));
    if (clock.dataset.state !== state) clock.dataset.state = state;
  }
}

function set(place, text) {
  if (place && place.textContent !== text) place.textContent = text;
}

window.leitai = window.leitai || {};
window.leitai.Clocks = Clocks;
