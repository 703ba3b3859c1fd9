// Keeps one part of a judge's page up to date. With data-follow it goes on to the sheet that has come up. Once the desk
// has entered the sheet from paper, what was typed stays to be read and cannot be changed or sent.

const MANY = 3; // answers in a row that did not come, before the page says so

let poller = null;

function lock(part) {
  const settled = Boolean(part.querySelector("[data-settled]"));
  for (const form of document.querySelectorAll("form[data-send]")) {
    if (!settled && !form.classList.contains("settled")) continue;
    form.classList.toggle("settled", settled);
    for (const field of form.querySelectorAll("input:not([type=hidden]), button")) field.disabled = settled;
  }
}

function follow(part) {
  const note = document.querySelector("[data-unreachable]");
  const following = new window.leitai.Poller({
    address: () => part.dataset.live,
    etag: part.dataset.etag,
    changed(html) {
      part.innerHTML = html;
      lock(part);
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
  if (part) lock(part);
}

document.addEventListener("judge:shown", start);
start();
