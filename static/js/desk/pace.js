// How far the show is from its plan goes on between two answers: what is going on takes longer, or a beginning is late.
// The times are those of the server; how far its clock is from ours is seen once, when the page comes.

const MINUTE = 60;
const off = Number(document.querySelector("[data-now]")?.dataset.now ?? 0) * 1000 - Date.now() || 0;
const ours = Math.abs(off) < 2000 ? 0 : off; // less than the page may have travelled

const two = (number) => String(number).padStart(2, "0");
const clock = (seconds) => `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / MINUTE) % MINUTE)}`;

function tell(line) {
  const { plan, due, rest, clock: planned, behind, ahead, even } = line.dataset;
  const now = Math.floor((Date.now() + ours) / 1000);
  const late = Math.max(now, Number(due)) + Number(rest) - Number(plan);
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
setInterval(all, 1000);
