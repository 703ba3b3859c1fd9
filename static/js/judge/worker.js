// A tablet that starts without a network: the pages of a seat and what they load, as the server last gave them. It answers
// for nothing but /judge/, and keeps nothing that is not recognisably ours: a page says which version it has, and a script,
// style sheet or picture says what it is. Where somebody else answers, a hotel's page or a proxy, what was kept is shown.

const CACHE = "leitai";
const LAST = "/judge/last"; // no address of the server: which page was shown last, and what all was kept for
const PATIENCE = 4000;
const KEPT = /^\/judge\/(sheets\/([0-9]+\/)?)?$/;
const PARTS = /^\/(static|judge\/parts)\//;
const KINDS = /^(text\/css|text\/javascript|application\/(javascript|json)|image\/)/;
const ready = new Map();

const about = (answer, header) => (answer && answer.headers.get(header)) || "";
const ours = (answer) => Boolean(about(answer, "X-Page"));

// A browser takes no answer for a page that a redirect has led to; so what is kept is its content alone.
function content(answer) {
  const { status, statusText, headers } = answer;
  return new Response(answer.clone().body, { status, statusText, headers });
}

async function remember(answer) {
  const { href, pathname } = new URL(about(answer, "Content-Location") || answer.url, answer.url);
  if (answer.status === 403) await caches.delete(CACHE);
  if (!answer.ok || !ours(answer) || !KEPT.test(pathname)) return;
  const cache = await caches.open(CACHE);
  await cache.put(href, content(answer));
  const last = await told(cache);
  await cache.put(LAST, new Response(JSON.stringify({ ...last, path: pathname })));
}

async function told(cache) {
  const found = await cache.match(LAST);
  return found ? found.json() : {};
}

// What is kept for this address, or else the page that was shown last.
async function kept(url) {
  const cache = await caches.open(CACHE);
  const { path } = await told(cache);
  const { href, pathname } = new URL(path || url, url);
  const lead = new URL(url).pathname === "/judge/" && pathname !== "/judge/" && (await cache.match(href));
  if (lead) return Response.redirect(href, 302);
  return cache.match(url);
}

function inTime(asked) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("no answer")), PATIENCE);
    asked.then(resolve, reject);
  });
}

async function page(request) {
  const { url } = request;
  if (ready.has(url)) {
    const answer = ready.get(url);
    ready.delete(url);
    return answer;
  }
  let answer = null;
  try {
    answer = await inTime(fetch(url, { cache: "no-store", credentials: "same-origin" }));
  } catch (error) {
    // no answer
  }
  if (!ours(answer)) return (await kept(url)) || fetch(request);
  await remember(answer);
  if (!answer.redirected) return answer;
  ready.set(answer.url, content(answer));
  return Response.redirect(answer.url, 302);
}

async function part(request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.status === 200 && KINDS.test(about(answer, "Content-Type"))) await cache.put(request, answer.clone());
  return answer;
}

// A page in place: the script takes it itself, and it is kept for the next start.
async function taken(request) {
  const answer = await fetch(request);
  await remember(answer);
  return answer;
}

// What a page loaded before this was there. With another version, or another seat, all else goes.
async function keep({ state, path, parts }) {
  const last = await told(await caches.open(CACHE));
  if (last.state && last.state !== state) await caches.delete(CACHE);
  const cache = await caches.open(CACHE);
  await cache.put(LAST, new Response(JSON.stringify({ path, state })));
  await Promise.all(parts.map((address) => part(new Request(address)).catch(() => {})));
  if (!(await cache.match(new URL(path, location.href).href))) await taken(new Request(path)).catch(() => {});
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(keep(event.data)));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && pathname === "/judge/leave/") event.waitUntil(caches.delete(CACHE));
  if (request.method !== "GET") return;
  if (PARTS.test(pathname)) event.respondWith(part(request));
  else if (!KEPT.test(pathname)) return;
  else event.respondWith(request.mode === "navigate" ? page(request) : taken(request));
});
