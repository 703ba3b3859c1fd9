// Keeps one part of a judge's page up to date. With data-follow it goes on to the sheet that has come up.

const MANY = 3; // answers in a row that did not come, before the page says so

let poller = null;

function follow(part) {
  const note = document.querySelector("[data-unreachable]");
  const following = new window.leitai.Poller({
    address: () => part.dataset.live,
    etag: part.dataset.etag,
    changed(html) {
      part.innerHTML = html;
      const go = part.querySelector("a[data-go]");
      if (!go || !("follow" in part.dataset)) return;
      following.stop();
      location.replace(go.href);
    },
    told({ failed }) {
      if (note) note.hidden = failed < MANY;
    },
  });
  return following;
}

function start() {
  if (poller) poller.stop();
  const part = document.querySelector("[data-live]");
  poller = part ? follow(part) : null;
}

document.addEventListener("judge:shown", start);
start();
