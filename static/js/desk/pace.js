// How far the show is from its plan goes on between two answers: what is going on takes longer, or a beginning is late.
// Each room is a lane: until when it is taken, and how many seconds pass at least from then until all is over.
// The times are told by the steady clock of the server, so that no wall clock moves them.

const SECOND = 1000;
const MINUTE = 60;
const { leitai } = window;
const clocks = leitai.clocks ?? new leitai.Clocks(document.querySelector("[data-steady]").dataset.steady);

const two = (number) => String(number).padStart(2, "0");
const clock = (seconds) => `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / MINUTE) % MINUTE)}`;

function tell(line) {
  const { plan, lanes, clock: planned, behind, behindOne, ahead, aheadOne, even } = line.dataset;
  const ends = lanes.split(" ").map((lane) => {
    const [due, rest] = lane.split(":").map(Number);
    return Math.floor((Math.max(clocks.now(), due) - Number(plan)) / SECOND) + rest;
  });
  const late = Math.max(...ends);
  const minutes = Math.floor(Math.abs(late) / MINUTE);
  const [one, many] = late > 0 ? [behindOne, behind] : [aheadOne, ahead];
  const words = !minutes ? even : minutes === 1 ? one : many;
  const day = 24 * 3600;
  const text = words.replace("{minutes}", minutes).replace("{end}", clock((Number(planned) + late + day) % day));
  if (line.textContent !== text) line.textContent = text;
  line.classList.toggle("late", minutes > 0 && late > 0);
  line.classList.toggle("early", minutes > 0 && late < 0 && ahead !== even);
}

const all = () => document.querySelectorAll("[data-pace]").forEach(tell);
all();
setInterval(all, SECOND);
