// Keeps rows on the tablet, on the disk or, while that fails, in localStorage; where that fails, too, for as long as the
// page is open: such a row is `unkept`. A row has a `name`, and a `turn` that grows with each write, also where a clock
// was set back: of two copies the later holds. store.change(names, work, durability) is one transaction: `work` gets the
// rows of these names, and whether what lies on the disk is unknown; it returns { put, remove } and may be called again.
// What it returned is handed on, with `unkept`. What is "relaxed" may be lost when the power fails. store.healed is called
// when the disk answers again.

const { disk } = leitai;
const TRIES = 3;
const NO_USE = ["SecurityError", "QuotaExceededError", "silent"]; // trying again at once does not help
const REST = 5000;
const SPARE = "leitai ";

const known = new Map(); // the rows as this page last read or wrote them; those that are kept nowhere else are `unkept`
const local = spareStorage();
const store = { change, all, probe, healed() {} };
let resting = 0;

const turn = (row) => (row && row.turn) || 0;
const present = (row) => (row && !row.gone ? row : undefined);

// What was written blind lies over what was there, points by points.
function later(one, other) {
  if (!one || !other) return one || other;
  const [old, late] = turn(other) > turn(one) ? [one, other] : [other, one];
  if (!late.blind || !old.points) return late;
  return { ...old, ...late, points: { ...old.points, ...late.points }, turn: late.turn + 1, blind: old.blind };
}

// What was done to rows, as rows: what is removed leaves one that says so.
function results(names, rows, done) {
  const changed = [...(done.put || []), ...(done.remove || []).map((name) => ({ name, gone: true }))];
  for (const row of changed) {
    const before = rows[names.indexOf(row.name)] || known.get(row.name);
    row.turn = Math.max(Date.now(), turn(before) + 1);
  }
  return changed;
}

function note(rows) {
  for (const row of rows) known.set(row.name, row);
}

// Where a browser denies it, there is nothing in it, and nothing can be put there.
function spareStorage() {
  try {
    return localStorage || Object.freeze({});
  } catch {
    return Object.freeze({});
  }
}

function spare(name) {
  const row = known.get(name);
  try {
    return row && row.unkept ? row : JSON.parse(local[SPARE + name]);
  } catch {
    return undefined; // there is none
  }
}

function spares(prefix) {
  const names = Object.keys(local).filter((name) => name.startsWith(SPARE)).map((name) => name.slice(SPARE.length));
  return [...known.keys(), ...names].filter((name) => name.startsWith(prefix)).map(spare).filter(Boolean);
}

function spared(row) {
  row.unkept = undefined;
  try {
    local.setItem(SPARE + row.name, JSON.stringify(row));
  } catch {
    row.unkept = true;
  }
}

function settled(rows) {
  for (const row of rows) {
    const kept = spare(row.name);
    if (!kept || turn(kept) > turn(row)) continue;
    kept.unkept = undefined;
    delete local[SPARE + row.name];
  }
}

function instead(names, work) {
  const rows = names.map((name) => later(spare(name), known.get(name)));
  const blind = names.some((name, place) => !known.has(name) || (rows[place] && rows[place].blind));
  const done = work(rows.map(present), blind);
  const changed = results(names, rows, done);
  for (const row of changed) {
    row.blind = blind || undefined;
    spared(row);
  }
  note(changed);
  return { ...done, unkept: changed.some((row) => row.unkept) };
}

function put(table, row) {
  row.unkept = undefined;
  if (row.gone) table.delete(row.name);
  else table.put(row);
}

// The rows of these names, once they are read: a transaction answers in the order in which it was asked.
function read(table, names, work) {
  const asked = names.map((name) => table.get(name));
  table.count().onsuccess = () => work(asked.map((one) => one.result));
}

async function onDisk(names, work, durability) {
  const { done, changed } = await disk.transact((table, found) => {
    read(table, names, (kept) => {
      const rows = kept.map((row, place) => later(row, spare(names[place])));
      const done = work(rows.map(present), false);
      const changed = results(names, rows, done);
      for (const row of changed) put(table, row);
      names.forEach((name, place) => known.set(name, rows[place]));
      found({ done, changed });
    });
  }, durability);
  note(changed);
  settled(changed);
  if (disk.emptied) await bring();
  return { done };
}

// What waited in localStorage goes to the disk; and where the disk was emptied, what this page has kept before.
async function bring() {
  const rows = spares("");
  await disk.transact((table) => {
    if (disk.emptied) rows.push(...[...known.values()].filter(Boolean));
    for (const row of rows) {
      read(table, [row.name], ([before]) => {
        const last = later(before, row);
        if (last !== before) put(table, last);
      });
    }
  });
  disk.emptied = false;
  settled(rows);
  return true;
}

// What the disk has done at last, or nothing; then it is left alone for a while, so that what is typed meanwhile is
// kept without delay.
async function tried(work) {
  for (let tries = 0; tries < TRIES && !resting; tries += 1) {
    try {
      return await work();
    } catch ({ name }) {
      if (NO_USE.includes(name)) break;
    }
  }
  if (!resting) resting = setTimeout(probe, REST);
  return null;
}

async function change(names, work, durability) {
  const kept = await tried(() => onDisk(names, work, durability));
  return kept ? kept.done : instead(names, work);
}

async function probe() {
  const rested = resting;
  clearTimeout(resting);
  resting = 0;
  const answers = Boolean(await tried(bring));
  if (answers && rested) store.healed();
  return answers;
}

async function all(prefix) {
  const rows = new Map();
  const add = (row) => rows.set(row.name, later(rows.get(row.name), row));
  const look = (table, found) => {
    table.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)).onsuccess = (event) => found(event.target.result);
  };
  const kept = await tried(() => disk.transact(look));
  if (kept) note(kept);
  (kept || [...known.values()].filter((row) => row && row.name.startsWith(prefix))).forEach(add);
  spares(prefix).forEach(add);
  return [...rows.values()].filter(present);
}

function token() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(36).padStart(2, "0")).join("");
}

disk.lost = () => setTimeout(probe, 0);
leitai.store = store;
leitai.token = token;
