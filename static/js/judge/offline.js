// What a browser grants to https alone: a start without a network, storage that is not cleared when room gets short, and
// a screen that stays awake while a sheet is open. By plain http none of it is there, and nothing here asks for it.

const { every, on, one } = leitai.page;
const { dataset } = document.body;
const again = () => {};
let lock = null;

async function start() {
  await navigator.serviceWorker.register(dataset.worker, { scope: "/judge/" });
  const { active } = await navigator.serviceWorker.ready;
  const loaded = every("script[src], link[rel=stylesheet], link[rel=icon]").map((part) => part.src || part.href);
  const parts = [...loaded, dataset.parts, ...Object.values(leitai.later)]; // what is loaded once the page is up, too
  active.postMessage({ state: `${dataset.page} ${dataset.seat}`, path: location.pathname, parts });
}

async function stayAwake() {
  const open = one("form[data-sheet]");
  if (lock && (!open || lock.released)) {
    if (!lock.released) await lock.release();
    lock = null;
  }
  if (open && !lock && !document.hidden) lock = await navigator.wakeLock.request("screen");
}

if (window.isSecureContext) {
  if (navigator.serviceWorker && dataset.worker) start().catch(again);
  if (navigator.storage && navigator.storage.persist) {
    document.addEventListener("judge:typed", () => navigator.storage.persist().catch(again), { once: true });
  }
  if (navigator.wakeLock) {
    const look = () => stayAwake().catch(again);
    on("judge:shown visibilitychange", look);
    look();
  }
}
