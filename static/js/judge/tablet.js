// What this tablet says of itself with each question: how many confirmed sheets wait on it, its battery where the browser
// tells, the version of this page. A page that the server has a newer one of is loaded anew once nobody uses it.

const { outbox } = window.leitai;
const IDLE = 20000;
const { page } = document.body.dataset;
let battery = null;
let touched = Date.now();

function says() {
  const charge = battery ? Math.round(battery.level * 100) : "-";
  return { "X-Tablet": `${Math.min(outbox.waiting, 999)} ${charge} ${page}` };
}

// Once for each version, so that a copy that somebody keeps on the way is not asked for again and again.
function tried(version) {
  try {
    if (sessionStorage.getItem("leitai page") === version) return true;
    sessionStorage.setItem("leitai page", version);
    return false;
  } catch (error) {
    return true;
  }
}

function used() {
  const reading = document.querySelector("[data-receipt]");
  const line = document.querySelector("[data-kept]");
  return Boolean((reading && (reading.hidden || outbox.waiting)) || (line && "behind" in line.dataset));
}

function heard(answer) {
  const newest = answer.headers.get("X-Page");
  const note = document.querySelector("[data-newer]");
  const old = Boolean(newest) && newest !== page;
  if (note) note.hidden = !old;
  if (old && Date.now() - touched > IDLE && !used() && !tried(newest)) location.reload();
}

for (const happens of ["input", "pointerdown", "keydown"]) {
  document.addEventListener(happens, () => (touched = Date.now()), true);
}
if (navigator.getBattery) navigator.getBattery().then((found) => (battery = found), () => {});
window.leitai.tablet = { says, heard };
