// IndexedDB, one table of rows by name, written through to the disk. Browsers close the storage of a page that waits in
// the background, empty it, or never answer: whatever fails is told by its `kind`, and the next call opens it again.
// disk.lost is called when the handle was taken away; disk.emptied says that the table was, or may have been, made anew.

const BASE = "leitai";
const TABLE = "drafts"; // as the first release called it: another would wait until all its pages are closed
const PATIENCE = 2000;
const KINDS = {
  AbortError: "aborted",
  InvalidStateError: "closed",
  NotFoundError: "missing",
  QuotaExceededError: "full",
  SecurityError: "denied",
  TransactionInactiveError: "closed",
  VersionError: "missing",
};

const disk = { transact, drop, lost() {}, emptied: false };
let opening = null;

function told(error, kind) {
  const made = new Error(String(error));
  made.kind = kind || (error && KINDS[error.name]) || "broken";
  return made;
}

function open(version) {
  return new Promise((resolve, reject) => {
    const request = version ? indexedDB.open(BASE, version) : indexedDB.open(BASE);
    let late = false;
    const bell = setTimeout(() => {
      late = true;
      reject(told("no answer", "silent"));
    }, PATIENCE);
    request.onupgradeneeded = () => {
      if (request.result.objectStoreNames.contains(TABLE)) return;
      request.result.createObjectStore(TABLE, { keyPath: "name" });
      disk.emptied = true;
    };
    request.onsuccess = () => {
      clearTimeout(bell);
      if (late) request.result.close();
      else resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(bell);
      reject(told(request.error));
    };
  });
}

async function opened() {
  let base = await open();
  if (!base.objectStoreNames.contains(TABLE)) {
    base.close();
    base = await open(base.version + 1);
  }
  base.onclose = base.onversionchange = () => {
    drop();
    disk.emptied = true; // perhaps; another page may have made the table anew by the time this one looks
    disk.lost();
  };
  return base;
}

function drop() {
  if (opening) opening.then((base) => base.close()).catch(() => {});
  opening = null;
}

function run(base, ask) {
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(TABLE, "readwrite", { durability: "strict" });
    let found;
    const bell = setTimeout(() => {
      reject(told("no answer", "silent"));
      try {
        transaction.abort();
      } catch (error) {
        // It is being finished at this very moment; of what is then kept twice, the later turn holds.
      }
    }, PATIENCE);
    transaction.oncomplete = () => {
      clearTimeout(bell);
      resolve(found);
    };
    transaction.onabort = () => {
      clearTimeout(bell);
      reject(told(transaction.error, transaction.error ? "" : "aborted"));
    };
    ask(transaction.objectStore(TABLE), (value) => {
      found = value;
    });
  });
}

async function transact(ask) {
  if (!opening) opening = opened();
  try {
    return await run(await opening, ask);
  } catch (error) {
    drop();
    throw error.kind ? error : told(error);
  }
}

window.leitai = window.leitai || {};
window.leitai.disk = disk;
