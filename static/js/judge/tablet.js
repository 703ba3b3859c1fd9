// What this tablet says of itself with each question: how many confirmed sheets wait on it, its battery where the browser
// tells, the version of this page. A page that the server has a newer one of is loaded anew once nobody uses it.

const { outbox, page: { every, on, one } } = leitai;
const IDLE = 20000;
const { page } = document.body.dataset;
let battery = null;
let touched = Date.now();

function says() {
  return { "X-Tablet": `${outbox.waiting} ${battery ? Math.round(battery.level * 100) : "-"} ${page}` };
}

// Once for each version, so that a copy that somebody keeps on the way is not asked for again and again.
function tried(version) {
  try {
    const before = sessionStorage["leitai page"];
    sessionStorage["leitai page"] = version;
    return before === version;
  } catch {
    return true;
  }
}

function used() {
  const reading = one("[data-receipt]");
  return (reading && (reading.hidden || outbox.waiting)) || one("[data-kept][data-behind]");
}

function heard(answer) {
  const newest = answer.headers.get("X-Page");
  if (!newest) throw answer; // a hotel's page is no answer of the server
  const old = newest !== page;
  for (const note of every("[data-newer]")) note.hidden = !old;
  if (old && Date.now() - touched > IDLE && !used() && !tried(newest)) location.reload();
}

on("input pointerdown keydown", () => (touched = Date.now()));
if (navigator.getBattery) navigator.getBattery().then((found) => (battery = found), () => {});
leitai.tablet = { says, heard };
