// What a browser grants to https alone: a start without a network, storage that is not cleared when room gets short, and
// a screen that stays awake while a sheet is open. By plain http none of it is there, and nothing here asks for it.

const { every, on, one } = leitai.page;
const { dataset } = document.body;
const { serviceWorker, storage, wakeLock } = navigator;
const again = () => {};
let lock = null;

async function start() {
  await serviceWorker.register(dataset.worker, { scope: "/judge/" });
  const { active } = await serviceWorker.ready;
  const loaded = every("script, link").map((part) => part.src || part.href);
  const parts = [...loaded, dataset.parts, ...Object.values(leitai.later)]; // and what is loaded once the page is up
  active.postMessage({ state: `${dataset.page} ${dataset.seat}`, path: location.pathname, parts });
}

async function stayAwake() {
  if (lock) await lock.release();
  lock = one("form[data-sheet]") && !document.hidden && (await wakeLock.request("screen"));
}

if (serviceWorker && dataset.worker) start().catch(again);
if (storage && storage.persist) {
  document.addEventListener("judge:typed", () => storage.persist().catch(again), { once: true });
}
if (wakeLock) {
  const look = () => stayAwake().catch(again);
  on("judge:shown visibilitychange", look);
  look();
}
