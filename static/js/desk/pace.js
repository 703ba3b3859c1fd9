// How far the show is from its plan goes on between two answers: what is going on takes longer, or a beginning is late.
// The times are told by the steady clock of the server, so that no wall clock moves them.

const SECOND = 1000;
const MINUTE = 60;
const { leitai } = window;
const clocks = leitai.clocks ?? new leitai.Clocks(document.querySelector("[data-steady]").dataset.steady);

const two = (number) => String(number).padStart(2, "0");
const clock = (seconds) => `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / MINUTE) % MINUTE)}`;

function tell(line) {
  const { plan, due, rest, clock: planned, behind, ahead, even } = line.dataset;
  const late = Math.floor((Math.max(clocks.now(), Number(due)) - Number(plan)) / SECOND) + Number(rest);
  const minutes = Math.floor(Math.abs(late) / MINUTE);
  const words = !minutes ? even : late > 0 ? behind : ahead;
  const day = 24 * 3600;
  const text = words.replace("{minutes}", minutes).replace("{end}", clock((Number(planned) + late + day) % day));
  if (line.textContent !== text) line.textContent = text;
  line.classList.toggle("late", minutes > 0 && late > 0);
  line.classList.toggle("early", minutes > 0 && late < 0);
}

const all = () => document.querySelectorAll("[data-pace]").forEach(tell);
all();
setInterval(all, SECOND);
