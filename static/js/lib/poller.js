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

// The limit holds until the last byte is there.
async function inTime(address, take, { patience = PATIENCE, ...asked } = {}) {
  const stopper = new AbortController();
  const bell = setTimeout(() => stopper.abort(), patience);
  try {
    const alone = { cache: "no-store", credentials: "same-origin", redirect: "manual", signal: stopper.signal };
    return await take(await fetch(address, { ...alone, ...asked }));
  } finally {
    clearTimeout(bell);
  }
}

function Poller({ address, etag, every = EVERY, changed, told, says = () => ({}), heard = () => {} }) {
  const poller = { etag, stop };
  let failed = 0;
  let since = new Date();
  let timer = 0;
  let asking = false;
  let stopped = false;

  const look = () => soon(0);

  function stop() {
    stopped = true;
    clearTimeout(timer);
  }

  function soon(wait) {
    clearTimeout(timer);
    if (!stopped && !document.hidden) timer = setTimeout(ask, wait);
  }

  async function ask() {
    if (asking) return;
    asking = true;
    const start = Date.now();
    let out = false;
    try {
      const answer = await answered(address());
      out = answer === "out";
      failed = answer === "known" ? 0 : failed + 1;
      if (!failed) since = new Date();
    } catch {
      failed += 1;
    }
    asking = false;
    if (stopped) return;
    told({ out, failed, since });
    soon(Math.min(SLOWEST, failed ? EVERY * 2 ** failed : Math.max(every, Date.now() - start)));
  }

  function answered(asked) {
    const take = async (answer) => {
      heard(answer);
      if (answer.status === 200) took(await answer.text(), answer.headers.get("ETag"), asked);
      else if (answer.type === "opaqueredirect" || answer.status === 403) return "out";
      else if (answer.status !== 304) return "lost";
      return "known";
    };
    return inTime(asked, take, { headers: { "If-None-Match": poller.etag, ...says() } });
  }

  function took(html, etag, asked) {
    if (!stopped && changed(html, asked) !== false) poller.etag = etag || "";
  }

  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", look);
  soon(every);
  return poller;
}

window.leitai = window.leitai || {};
window.leitai.Poller = Poller;
window.leitai.inTime = inTime;
