// Follows a small address that tells when something has changed, for every page that stays current by itself: asks it
// twice a second, is told 304 while nothing changed, and hands over what is new. It asks nothing while the page is
// hidden, less often while the server is slow or out of reach, and gives up an answer that does not come.
//
// Inner imports of modules keep their plain names when static files are hashed, so this registers itself:
//   new window.leitai.Poller({ address, etag, changed, told })
//   address()            what to ask now
//   every                milliseconds from one question to the next; half a second unless it says so
//   etag                 that of what the page shows already
//   changed(html, asked) takes what is new; false where it cannot just now, and it is asked for again
//   says()               headers that go with each question; not needed
//   heard(answer)        each answer of the server, changed or not; not needed
//   told(state)          after every answer: { out, failed, since }: whether one was signed out, how many times in a
//                        row there was no answer, and when the last one came
//   window.leitai.inTime(address, take, { patience, … })
//                        a fetch, what more is said to it, and what `take` makes of the answer; it fails when that is
//                        not done in time

const EVERY = 500;
const SLOWEST = 5000;
const PATIENCE = 8000;

// The limit holds until the last byte is there. Very old tablets cannot give up; there the next answer just waits.
async function inTime(address, take, { patience = PATIENCE, ...asked } = {}) {
  const stopper = typeof AbortController === "function" ? new AbortController() : null;
  const bell = setTimeout(() => stopper && stopper.abort(), patience);
  try {
    const signal = stopper ? stopper.signal : undefined;
    const alone = { cache: "no-store", credentials: "same-origin", redirect: "manual" };
    return await take(await fetch(address, { ...alone, ...asked, signal }));
  } finally {
    clearTimeout(bell);
  }
}

class Poller {
  constructor(page) {
    this.page = page;
    this.etag = page.etag;
    this.every = page.every || EVERY;
    this.failed = 0;
    this.since = new Date();
    this.timer = 0;
    this.asking = false;
    this.stopped = false;
    this.look = () => this.soon(0);
    document.addEventListener("visibilitychange", this.look);
    window.addEventListener("online", this.look);
    this.soon(this.every);
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.look);
    window.removeEventListener("online", this.look);
  }

  soon(wait) {
    clearTimeout(this.timer);
    if (!this.stopped && !document.hidden) this.timer = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    if (this.asking) return;
    this.asking = true;
    const start = Date.now();
    let out = false;
    try {
      const answer = await this.answer(this.page.address());
      out = answer === "out";
      this.failed = answer === "known" ? 0 : this.failed + 1;
      if (!this.failed) this.since = new Date();
    } catch (error) {
      this.failed += 1;
    }
    this.asking = false;
    if (this.stopped) return;
    this.page.told({ out, failed: this.failed, since: this.since });
    const took = Date.now() - start;
    this.soon(Math.min(SLOWEST, this.failed ? EVERY * 2 ** this.failed : Math.max(this.every, took)));
  }

  answer(asked) {
    const headers = { "If-None-Match": this.etag, ...(this.page.says ? this.page.says() : {}) };
    const take = async (answer) => {
      if (this.page.heard) this.page.heard(answer);
      if (answer.status === 200) this.take(await answer.text(), answer.headers.get("ETag"), asked);
      else if (answer.type === "opaqueredirect" || answer.status === 403) return "out";
      else if (answer.status !== 304) return "lost";
      return "known";
    };
    return inTime(asked, take, { headers });
  }

  take(html, etag, asked) {
    if (!this.stopped && this.page.changed(html, asked) !== false) this.etag = etag || "";
  }
}

window.leitai = window.leitai || {};
window.leitai.Poller = Poller;
window.leitai.inTime = inTime;
