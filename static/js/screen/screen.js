// A screen follows what the desk shows. If the server goes away the last picture stays, and it picks up by itself; where
// the page itself has a new version it is loaded anew.

const hall = document.getElementById("hall");
const { reveal, films, Clocks, Poller } = window.leitai;
const clocks = new Clocks(hall.dataset.steady);
const shown = () => document.getElementById("picture");
const NAMED = 10000;
const RELOADED = "screen-reloaded-for";
let naming = 0;

// Which screen it is: its name large, for ten seconds.
function identify(name) {
  document.querySelector(".identify")?.remove();
  clearTimeout(naming);
  const sign = document.createElement("p");
  sign.className = "identify";
  sign.textContent = name;
  document.body.append(sign);
  naming = setTimeout(() => sign.remove(), NAMED);
}

// Once for each version, so that a page that stays old for another reason is not loaded for ever.
function renew(version) {
  let before = "";
  try {
    before = sessionStorage.getItem(RELOADED);
    sessionStorage.setItem(RELOADED, version);
  } catch (error) {
    return; // where nothing can be kept, nobody knows whether it was tried
  }
  if (before !== version) location.reload();
}

function kept(now, then) {
  window.Idiomorph.morph(now, then, {
    callbacks: {
      beforeAttributeUpdated: (name) => name !== "data-step" && name !== "data-closed",
      beforeNodeMorphed: (old) => !(old.dataset && ("counting" in old.dataset || "film" in old.dataset)),
    },
  });
}

function changed(html) {
  const now = shown();
  const then = new DOMParser().parseFromString(html, "text/html").getElementById("picture");
  if (!then) return false;
  const { key, pageVersion, identify: asked, light, name } = now.dataset;
  if (then.dataset.key === key) {
    kept(now, then);
  } else {
    reveal.over(now, then);
    reveal.steps(then);
  }
  clocks.show();
  films.show(shown());
  if (light !== then.dataset.light) document.documentElement.classList.toggle("light", then.dataset.light === "yes");
  if (asked !== then.dataset.identify) identify(then.dataset.name || name);
  if (pageVersion !== then.dataset.pageVersion) renew(then.dataset.pageVersion);
  return true;
}

const size = () => `${Math.round(innerWidth * devicePixelRatio)}×${Math.round(innerHeight * devicePixelRatio)}`;

function address() {
  const said = new URLSearchParams({ size: size(), page_version: shown().dataset.pageVersion, silent: films.silent() });
  return `${hall.dataset.state}?${said}`;
}

reveal.known(shown().dataset.key);
films.show(shown());
document.addEventListener("click", () => {
  if (!document.fullscreenElement) document.documentElement.requestFullscreen?.().catch(() => {});
});
const awake = () => navigator.wakeLock?.request("screen").catch(() => {});
document.addEventListener("visibilitychange", () => document.hidden || awake());
awake();
new Poller({ address, etag: hall.dataset.etag, changed, told: () => {}, says: clocks.says, heard: clocks.heard });
