// Keeps rows on the tablet, on the disk or, while that fails, in localStorage; what has resolved is kept. A row has a
// `name`, and a `turn` that grows with each write, also where a clock was set back: of two copies the later holds.
// store.change(names, work) is one transaction: `work` gets the rows of these names, and whether what lies on the disk is
// unknown; it returns { put, remove } and may be called again. store.healed is called when the disk answers again.

const { disk } = window.leitai;
const TRIES = 3;
const NO_USE = ["denied", "full", "silent"]; // trying again at once does not help
const REST = 5000;
const SPARE = "leitai ";

const known = new Map(); // the rows as this page last read or wrote them
const faults = [];
const store = { change, all, probe, faults, healed() {} };
let resting = 0;

// What was written blind lies over what was there, points by points.
function later(one, other) {
  if (!one || !other) return one || other;
  const [old, late] = (other.turn || 0) > (one.turn || 0) ? [one, other] : [other, one];
  if (!late.blind || !old.points) return late;
  return { ...old, ...late, points: { ...old.points, ...late.points }, turn: late.turn + 1, blind: old.blind };
}

function present(row) {
  return row && !row.gone ? row : undefined;
}

// What was done to rows, as rows: what is removed leaves one that says so.
function results(names, rows, done) {
  const changed = [...(done.put || []), ...(done.remove || []).map((name) => ({ name, gone: true }))];
  for (const row of changed) {
    const before = rows[names.indexOf(row.name)] || known.get(row.name);
    row.turn = Math.max(Date.now(), ((before && before.turn) || 0) + 1);
  }
  return changed;
}

function note(rows) {
  for (const row of rows) known.set(row.name, row);
}

function spare(name) {
  try {
    return JSON.parse(localStorage.getItem(SPARE + name)) || undefined;
  } catch (error) {
    return undefined;
  }
}

function spares(prefix) {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(SPARE + prefix));
    return names.map((name) => spare(name.slice(SPARE.length))).filter((row) => row && row.name);
  } catch (error) {
    return [];
  }
}

function settled(rows) {
  for (const row of rows) {
    const now = spare(row.name);
    if (now && (now.turn || 0) <= (row.turn || 0)) localStorage.removeItem(SPARE + row.name);
  }
}

function instead(names, work) {
  const rows = names.map((name) => later(spare(name), known.get(name)));
  const blind = names.some((name, place) => !known.has(name) || (rows[place] && rows[place].blind));
  const done = work(rows.map(present), blind);
  const changed = results(names, rows, done);
  for (const row of changed) row.blind = blind || undefined;
  for (const row of changed) localStorage.setItem(SPARE + row.name, JSON.stringify(row));
  note(changed);
  return done;
}

function put(table, row) {
  if (row.gone) table.delete(row.name);
  else table.put(row);
}

async function onDisk(names, work) {
  const { done, changed } = await disk.transact((table, found) => {
    const rows = names.map(() => undefined);
    let left = names.length;
    const act = () => {
      const done = work(rows.map(present), false);
      const changed = results(names, rows, done);
      for (const row of changed) put(table, row);
      names.forEach((name, place) => known.set(name, rows[place]));
      found({ done, changed });
    };
    if (!left) act();
    names.forEach((name, place) => {
      table.get(name).onsuccess = (event) => {
        rows[place] = later(event.target.result, spare(name));
        left -= 1;
        if (!left) act();
      };
    });
  });
  note(changed);
  settled(changed);
  if (disk.emptied) await bring();
  return done;
}

// What waited in localStorage goes to the disk; and where the disk was emptied, what this page has kept before.
async function bring() {
  let rows = [];
  await disk.transact((table) => {
    rows = [...spares(""), ...(disk.emptied ? Array.from(known.values()).filter(Boolean) : [])];
    for (const row of rows) {
      table.get(row.name).onsuccess = (event) => {
        const last = later(event.target.result, row);
        if (last !== event.target.result) put(table, last);
      };
    }
  });
  disk.emptied = false;
  settled(rows);
}

async function change(names, work) {
  for (let tries = 0; tries < TRIES && !resting; tries += 1) {
    try {
      return await onDisk(names, work);
    } catch (error) {
      faults.push(error.kind);
      if (NO_USE.includes(error.kind)) break;
    }
  }
  rest();
  return instead(names, work);
}

// The disk is left alone for a while, so that what is typed meanwhile is kept without delay.
function rest() {
  if (!resting) resting = setTimeout(probe, REST);
}

async function probe() {
  const rested = Boolean(resting);
  clearTimeout(resting);
  resting = 0;
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      await bring();
      if (rested) store.healed();
      return true;
    } catch (error) {
      faults.push(error.kind);
      if (NO_USE.includes(error.kind)) break;
    }
  }
  rest();
  return false;
}

async function all(prefix) {
  const rows = new Map();
  const add = (row) => rows.set(row.name, later(rows.get(row.name), row));
  const read = () =>
    disk.transact((table, found) => {
      table.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)).onsuccess = (event) => found(event.target.result);
    });
  const kept = resting ? null : await read().catch(() => read()).catch(() => null);
  (kept || Array.from(known.values()).filter((row) => row && row.name.startsWith(prefix))).forEach(add);
  if (kept) note(kept);
  spares(prefix).forEach(add);
  return Array.from(rows.values()).filter(present);
}

function token() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(36).padStart(2, "0")).join("");
}

disk.lost = () => setTimeout(probe, 0);
window.leitai.store = store;
window.leitai.token = token;
