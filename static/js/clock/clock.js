// The timekeeper's page: follows the stage; a press is sent until it has arrived, and counts from when it was made.

const page = document.getElementById("timekeeper");
const sync = document.getElementById("sync");
const turn = document.getElementById("direction");
const { Clocks, Poller } = window.leitai;
const clocks = new Clocks(page.dataset.steady);
const AGAIN = 400;
const PATIENCE = 10000;
const DIRECTION = "clock-direction";
let pressing = false;

// ---- Up or down: this phone's own choice ---------------------------------------------------------------------------

let down = false;
try {
  down = localStorage.getItem(DIRECTION) === "down";
} catch (error) {
  // where nothing can be kept it counts up
}

function direct() {
  const clock = page.querySelector(":scope > [data-clock]");
  turn.hidden = !clock || !clock.dataset.limit;
  turn.textContent = down ? turn.dataset.up : turn.dataset.down;
  clock?.toggleAttribute("data-down", down);
  clocks.show();
}

turn.addEventListener("click", () => {
  down = !down;
  try {
    localStorage.setItem(DIRECTION, down ? "down" : "up");
  } catch (error) {
    // for this page only
  }
  direct();
});

// ---- What the server says ------------------------------------------------------------------------------------------

function changed(html) {
  if (pressing) return false;
  page.innerHTML = html;
  direct();
  return true;
}

function told({ failed }) {
  sync.className = failed ? "lost" : "live";
  sync.textContent = failed ? sync.dataset.lost : sync.dataset.live;
}

const address = () => `${location.pathname}state/${location.search}`;
const poller = new Poller({ address, etag: page.dataset.etag, changed, told, says: clocks.says, heard: clocks.heard });

// ---- A press -------------------------------------------------------------------------------------------------------

const later = (wait) => new Promise((resolve) => setTimeout(resolve, wait));

async function sent(form, button) {
  const pressed = performance.now();
  const body = new URLSearchParams(new FormData(form, button));
  body.set("part", "1");
  for (;;) {
    const ago = Math.round(performance.now() - pressed);
    if (ago > PATIENCE) return null;
    body.set("ago", String(ago));
    try {
      const answer = await fetch(form.action + location.search, { method: "POST", body, signal: AbortSignal.timeout?.(PATIENCE - ago) });
      if (answer.ok) return answer;
      if (answer.status < 500) return null;
    } catch (error) {
      told({ failed: 1 });
    }
    await later(AGAIN);
  }
}

page.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (pressing) return;
  pressing = true;
  event.submitter?.setAttribute("aria-busy", "true");
  const answer = await sent(event.target, event.submitter);
  const html = answer && (await answer.text());
  pressing = false;
  if (!answer) return location.reload();
  poller.etag = answer.headers.get("ETag") || "";
  changed(html);
});

const awake = () => navigator.wakeLock?.request("screen").catch(() => {});
document.addEventListener("visibilitychange", () => document.hidden || awake());
awake();
direct();
