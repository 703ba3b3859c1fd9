// IndexedDB, one table of rows by name, written through to the disk. Browsers close the storage of a page that waits in
// the background, empty it, or never answer: what fails has the name that the browser gives it, or is "silent", and the
// next call opens it again.
// disk.lost is called when the handle was taken away; disk.emptied says that the table was, or may have been, made anew.

const BASE = "leitai";
const TABLE = "drafts"; // as the first release called it: another would wait until all its pages are closed
const PATIENCE = 2000;

const disk = { transact, lost() {}, emptied: false, faults: [] };
let opening = null;

// What is begun, or "silent" where it does not end in time; `late` is done then.
function inTime(begin, late) {
  return new Promise((resolve, reject) => {
    const bell = setTimeout(() => {
      reject(Object.assign(new Error(), { name: "silent" }));
      try {
        late();
      } catch {
        // It is being finished at this very moment; of what is then kept twice, the later turn holds.
      }
    }, PATIENCE);
    const ended = (end) => (value) => {
      clearTimeout(bell);
      end(value);
    };
    begin(ended(resolve), ended(reject));
  });
}

function open(version) {
  let request;
  const begin = (resolve, reject) => {
    request = indexedDB.open(BASE, version);
    request.onupgradeneeded = () => {
      if (request.result.objectStoreNames.contains(TABLE)) return;
      request.result.createObjectStore(TABLE, { keyPath: "name" });
      disk.emptied = true;
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  };
  return inTime(begin, () => (request.onsuccess = () => request.result.close()));
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

function run(base, ask, durability) {
  let transaction;
  const begin = (resolve, reject) => {
    transaction = base.transaction(TABLE, "readwrite", { durability });
    let found;
    transaction.oncomplete = () => resolve(found);
    transaction.onabort = () => reject(transaction.error || new Error("aborted"));
    ask(transaction.objectStore(TABLE), (value) => (found = value));
  };
  return inTime(begin, () => transaction.abort());
}

async function transact(ask, durability = "strict") {
  if (!opening) opening = opened();
  try {
    return await run(await opening, ask, durability);
  } catch (error) {
    drop();
    disk.faults.push(error.name);
    throw error;
  }
}

leitai.disk = disk;
