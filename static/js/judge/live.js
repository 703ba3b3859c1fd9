// Keeps one part of a judge's page up to date: asks for it twice a second, is told 304 while nothing changed,
// and swaps it when something did. With data-follow it goes on to the sheet that has come up.

const OFTEN = 500;
const SELDOM = 3000;
const PATIENCE = 8000;

let current = null;

class Watch {
  constructor(part) {
    this.part = part;
    this.tag = part.dataset.etag;
    this.failed = 0;
    this.timer = 0;
    this.asking = false;
    this.note = document.querySelector("[data-unreachable]");
    this.soon(OFTEN);
  }

  stop() {
    clearTimeout(this.timer);
    this.stopped = true;
  }

  soon(wait) {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    if (this.asking || this.stopped) return;
    this.asking = true;
    const stopper = typeof AbortController === "function" ? new AbortController() : null;
    const bell = stopper ? setTimeout(() => stopper.abort(), PATIENCE) : 0;
    try {
      const answer = await fetch(this.part.dataset.live, {
        cache: "no-store",
        credentials: "same-origin",
        headers: { "If-None-Match": this.tag },
        signal: stopper ? stopper.signal : undefined,
      });
      if (answer.status === 200) this.swap(await answer.text(), answer.headers.get("ETag"));
      else if (answer.status !== 304) throw new Error(String(answer.status));
      this.failed = 0;
    } catch (error) {
      this.failed += 1;
    }
    clearTimeout(bell);
    this.asking = false;
    if (this.note && !this.stopped) this.note.hidden = this.failed < 3;
    this.soon(this.failed || document.hidden ? SELDOM : OFTEN);
  }

  swap(html, tag) {
    if (this.stopped) return;
    this.tag = tag || "";
    this.part.innerHTML = html;
    const go = this.part.querySelector("a[data-go]");
    if (go && "follow" in this.part.dataset) {
      this.stop();
      location.replace(go.href);
    }
  }
}

function start() {
  if (current) current.stop();
  const part = document.querySelector("[data-live]");
  current = part ? new Watch(part) : null;
}

document.addEventListener("judge:shown", start);
document.addEventListener("visibilitychange", () => {
  if (current && !document.hidden) current.soon(0);
});
window.addEventListener("online", () => {
  if (current) current.soon(0);
});
start();
