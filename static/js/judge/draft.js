// What is typed stays on the tablet until the server has said that it was received: in IndexedDB, written through to
// the disk; where there is none, in localStorage.

const KEPT_FOR = 7 * 24 * 3600 * 1000;

// ---- where drafts are kept ----

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function opened() {
  const request = indexedDB.open("leitai", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("drafts", { keyPath: "name" });
  return asked(request);
}

function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

class Disk {
  constructor(base) {
    this.base = base;
  }

  write(work) {
    const transaction = this.base.transaction("drafts", "readwrite", { durability: "strict" });
    work(transaction.objectStore("drafts"));
    return finished(transaction);
  }

  get(name) {
    return asked(this.base.transaction("drafts").objectStore("drafts").get(name));
  }

  put(draft) {
    return this.write((drafts) => drafts.put(draft));
  }

  remove(name) {
    return this.write((drafts) => drafts.delete(name));
  }

  async tidy(before) {
    const all = await asked(this.base.transaction("drafts").objectStore("drafts").getAll());
    const old = all.filter((draft) => draft.at < before);
    if (old.length) await this.write((drafts) => old.forEach((draft) => drafts.delete(draft.name)));
  }
}

const simple = {
  get: async (name) => JSON.parse(localStorage.getItem(`leitai ${name}`)),
  put: async (draft) => localStorage.setItem(`leitai ${draft.name}`, JSON.stringify(draft)),
  remove: async (name) => localStorage.removeItem(`leitai ${name}`),
  tidy: async () => {},
};

async function chosen() {
  try {
    const disk = new Disk(await opened());
    await disk.tidy(Date.now() - KEPT_FOR);
    return disk;
  } catch (error) {
    return simple;
  }
}

const store = chosen();

// ---- the draft of the sheet on this page ----

let writing = Promise.resolve();
let waiting = null;

function say(form, words) {
  const line = form.querySelector("[data-kept]");
  if (line) line.textContent = line.dataset[words];
}

function draftOf(form) {
  const points = {};
  for (const input of form.querySelectorAll(".item input")) points[input.name] = input.value;
  return { name: form.dataset.draft, key: form.elements.key.value, points, at: Date.now() };
}

// One write at a time; of several changes meanwhile only the last is written.
function keep(form) {
  if (waiting) {
    waiting = form;
    return writing;
  }
  waiting = form;
  writing = writing.then(async () => {
    const latest = waiting;
    waiting = null;
    try {
      await (await store).put(draftOf(latest));
      say(latest, "saved");
    } catch (error) {
      say(latest, "unsaved");
    }
  });
  return writing;
}

async function restore(form) {
  const draft = await (await store).get(form.dataset.draft).catch(() => null);
  if (!draft || !Object.keys(draft.points).some((name) => draft.points[name])) return;
  form.elements.key.value = draft.key;
  for (const name of Object.keys(draft.points)) {
    const input = form.elements[name];
    if (input && input.value !== draft.points[name]) {
      input.value = draft.points[name];
      input.dispatchEvent(new Event("input"));
    }
  }
  say(form, "saved");
  document.dispatchEvent(new Event("judge:next"));
}

// Received: the draft with the same key is done with, under whatever name it was kept.
async function forget(part) {
  const [sheet, started, number] = part.dataset.received.split(".");
  const name = `${sheet}.${started}.${number - 1}`;
  const draft = await (await store).get(name).catch(() => null);
  if (draft && draft.key === part.dataset.key) await (await store).remove(name);
}

function start() {
  const form = document.querySelector("form[data-sheet]");
  const received = document.querySelector("[data-received]");
  if (form && "fresh" in form.dataset) restore(form);
  else if (form) keep(form);
  if (received) forget(received);
}

document.addEventListener("judge:typed", (event) => keep(event.detail.form));
document.addEventListener("judge:shown", start);
start();
