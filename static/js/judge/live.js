// Keeps one part of a judge's page up to date. With data-follow it goes on to what has come up, in place. Once the desk
// has entered the sheet from paper, what was typed stays to be read; where nothing was typed, it goes on as well.

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

function untouched(part) {
  const fields = Array.from(document.querySelectorAll("form[data-sheet] .item input"));
  return Boolean(part.querySelector("[data-settled]")) && fields.every((field) => !field.value);
}

// Another page of the tablet takes the place of this one; whatever else answers does not.
async function go(address) {
  const answer = await fetch(address, { cache: "no-store", credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main");
  if (!answer.ok || !main || page.body.dataset.seat !== document.body.dataset.seat) throw new Error("not ours");
  document.querySelector("main").innerHTML = main.innerHTML;
  const [left, foot] = [document, page].map((one) => one.querySelector(".foot"));
  if (left) left.remove();
  if (foot) document.querySelector("main").after(document.adoptNode(foot)); // a sheet has none: it needs the room
  document.title = page.title;
  history.replaceState(null, "", answer.url);
  window.scrollTo(0, 0);
  document.querySelector("main").focus({ preventScroll: true });
  document.dispatchEvent(new Event("judge:shown"));
}

function follow(part) {
  const note = document.querySelector("[data-unreachable]");
  const following = new window.leitai.Poller({
    address: () => part.dataset.live,
    etag: part.dataset.etag,
    changed(html) {
      part.innerHTML = html;
      lock(part);
      document.dispatchEvent(new Event("judge:changed"));
      const next = part.querySelector("a[data-go]");
      if (!next || !("follow" in part.dataset || untouched(part))) return;
      following.stop();
      go(next.href).catch(start);
    },
    says: window.leitai.tablet.says,
    heard: window.leitai.tablet.heard,
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
document.addEventListener("judge:stored", () => go(location.href).catch(() => {})); // a list of sheets is drawn anew
start();
