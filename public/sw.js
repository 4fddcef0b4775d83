// The service worker: keeps one whole version of the app on the device, so that it starts without a network.
//
// It never answers for the hub's own addresses (UNTOUCHED), never takes over from a running version unasked,
// never serves a half-installed version or a file whose bytes differ from the list, and never keeps what anyone wrote:
// its caches hold only the files the app is built of.
//
// What only staff need is kept only where a page for staff was opened: residents' phones never fetch it.
//
// Guides may be newer than the app: the packs that the hub publishes are fetched whole, checked by hash, and taken into
// use all at once or not at all. A page keeps those it began with until it is loaded anew.
"use strict";

// The build replaces the next line by the version and [path, SHA-256 in hex] of every file of the app, of staff apart, and
// of what is kept only once it has been asked for: letters of scripts that few read.
const PRECACHE = { version: "dev", files: [], staff: [], rare: [] };

const PREFIX = "erum-app-";
// Of packs newer than the app's own, by their version. POINTER says which are in use; putting it is the one moment that counts.
const PACKS_PREFIX = "erum-packs-";
const POINTER_CACHE = "erum-packs";
const POINTER = "/packs/current";
const MANIFEST = "/packs/manifest.json";
const PUBLISHED = "/api/v1/packs/";
// The form of packs that this app can read, as in crates/domain/src/pack.rs.
const PACK_FORM = 1;
const CACHE = PREFIX + PRECACHE.version;
// Its being there says that a page for staff was opened on this device. Outlives versions, so it must not begin with PREFIX.
const STAFF_MARK = "erum-staff";
const HASHES = new Map([...PRECACHE.files, ...PRECACHE.staff]);
const RARE = new Map(PRECACHE.rare);
const PAGE = "/index.html";
// The last of staff's files in the list: where it is kept, all of them are.
const STAFF_PAGE = "/personal.html";
// Says that staff's pages need a network the first time.
const NOT_KEPT = "/utan-nat";
const STAFF = /^\/personal(?:\/.*)?$/;
const AT_ONCE = 6;
const UNTOUCHED = /^\/(?:api(?:\/.*)?|samordning.*|healthz|readyz|metrics|sw\.js)$/;
// True of the bytes on their way here, not of the bytes as kept.
const TRANSPORT_HEADERS = ["content-encoding", "content-length", "transfer-encoding", "vary"];

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || UNTOUCHED.test(pathname)) return;
  const isPlace = request.mode === "navigate" && !HASHES.has(pathname);
  const path = isPlace ? (STAFF.test(pathname) ? STAFF_PAGE : PAGE) : pathname;
  if (HASHES.has(path)) event.respondWith(serve(path, event));
  if (RARE.has(path)) event.respondWith(serveRare(path, request));
});

self.addEventListener("message", (event) => {
  const reply = (answer) => event.ports[0]?.postMessage(answer);
  if (event.data === "SKIP_WAITING") event.waitUntil(self.skipWaiting());
  if (event.data === "VERSION") reply(PRECACHE.version);
  if (event.data === "CHECK") event.waitUntil(makeWhole().then(reply, () => reply(false)));
  if (event.data === "PACKS") event.waitUntil(freshPacks().then(reply, () => reply("failed")));
  if (event.data === "STAFF") event.waitUntil(markStaff().then(makeWhole).then(reply, () => reply(false)));
});

// All or nothing: either every file is in the cache, or the cache is gone and the version before runs on.
async function install() {
  // Already there: left by an install that was killed, or in use by a worker with the same list. Not ours to delete.
  const wasThere = await caches.has(CACHE);
  const cache = await caches.open(CACHE);
  const earlier = await Promise.all((await ownCaches()).map((name) => caches.open(name)));
  const queue = await wanted();
  const fill = async () => {
    try {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [path, hash] = next;
        await cache.put(path, (await reuse(earlier, path, hash)) ?? (await download(path, hash)));
      }
    } catch (error) {
      queue.length = 0;
      throw error;
    }
  };
  const runs = await Promise.allSettled(Array.from({ length: AT_ONCE }, fill));
  const failed = runs.find((run) => run.status === "rejected");
  if (!failed) return;
  if (!wasThere) await caches.delete(CACHE);
  throw failed.reason;
}

async function activate() {
  const outdated = (await ownCaches()).filter((name) => name !== CACHE);
  await Promise.all(outdated.map((name) => caches.delete(name)));
  await self.clients.claim();
  await freshPacks().catch(() => {}); // without a network those in use stay in use
}

async function serve(path, { request, clientId }) {
  const [kept, isForeign] = await Promise.all([match(path), isFromHub(clientId)]);
  if (kept && !isForeign) return kept;
  return fetch(request).catch((error) => {
    if (path === STAFF_PAGE) return Response.redirect(NOT_KEPT);
    throw error;
  });
}

// Kept from the first time on, so that it is there without a network from then on.
async function serveRare(path, request) {
  const kept = await match(path);
  if (kept) return kept;
  const file = await download(path, RARE.get(path)).catch(() => null);
  if (!file) return fetch(request);
  await caches.open(CACHE).then((cache) => cache.put(path, file.clone())).catch(() => {}); // full: shown all the same
  return file;
}

async function match(path) {
  try {
    const newer = path.startsWith("/packs/") && (await packsInUse());
    return (newer && (await newer.match(path))) || (await (await caches.open(CACHE)).match(path));
  } catch (error) {
    return undefined;
  }
}

// The cache of the packs that the pointer names; none where the app's own are in use.
async function packsInUse() {
  if (!(await caches.has(POINTER_CACHE))) return null;
  const pointer = await (await caches.open(POINTER_CACHE)).match(POINTER);
  const name = pointer && PACKS_PREFIX + (await pointer.text());
  return name && (await caches.has(name)) ? caches.open(name) : null;
}

let fetching = null;

// Takes the packs that the hub publishes, if they are others than those in use: "new", "same", or "unknown" when their form
// is too new for this app. Fails, and leaves everything as it was, when one file is not what the list says.
function freshPacks() {
  fetching ??= takePacks().finally(() => (fetching = null));
  return fetching;
}

async function takePacks() {
  const manifest = await fetch(PUBLISHED + "manifest", { cache: "no-cache" });
  const { form, version, files } = await manifest.clone().json();
  if (form !== PACK_FORM) return "unknown";
  const own = await caches.open(CACHE);
  const inUse = await packsInUse();
  const present = await (await (inUse ?? own).match(MANIFEST))?.json();
  if (present?.version === version) return "same";
  const ownVersion = (await (await own.match(MANIFEST))?.json())?.version;
  if (ownVersion === version) {
    await caches.delete(POINTER_CACHE);
  } else {
    const cache = await caches.open(PACKS_PREFIX + version);
    try {
      for (const { name, sha256 } of files) {
        const kept = await reuse([cache, ...(inUse ? [inUse] : []), own], `/packs/${name}`, sha256);
        await cache.put(`/packs/${name}`, kept ?? (await download(PUBLISHED + name, sha256)));
      }
      await cache.put(MANIFEST, manifest);
    } catch (error) {
      await caches.delete(PACKS_PREFIX + version);
      throw error;
    }
    await (await caches.open(POINTER_CACHE)).put(POINTER, new Response(version));
  }
  const outdated = (await caches.keys()).filter((name) => name.startsWith(PACKS_PREFIX) && name !== PACKS_PREFIX + version);
  await Promise.all(outdated.map((name) => caches.delete(name)));
  return "new";
}

// Staff's page came from the hub when it is not kept here, and may be of a newer version: so must all it asks for.
let isStaffKept = false;

async function isFromHub(clientId) {
  const client = !isStaffKept && clientId && (await self.clients.get(clientId));
  if (!client || !STAFF.test(new URL(client.url).pathname)) return false;
  isStaffKept = Boolean(await match(STAFF_PAGE));
  return !isStaffKept;
}

async function markStaff() {
  const cache = await caches.open(STAFF_MARK);
  await cache.put(STAFF_PAGE, new Response());
}

// What this device keeps.
async function wanted() {
  return (await caches.has(STAFF_MARK)) ? [...PRECACHE.files, ...PRECACHE.staff] : [...PRECACHE.files];
}

// Whether this version can start without a network, and staff's pages where they were opened. Fetches what is missing:
// staff's files the first time, and what the browser has thrown away.
async function makeWhole() {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  for (const [path, hash] of await wanted()) {
    if (!kept.has(path)) await cache.put(path, await download(path, hash));
  }
  return HASHES.has(PAGE);
}

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

// A page is never reused, even if its bytes are the same: its headers carry the hub's present security policy.
async function reuse(earlier, path, hash) {
  if (path.endsWith(".html")) return null;
  for (const cache of earlier) {
    const file = await verified(await cache.match(path), hash);
    if (file) return file;
  }
  return null;
}

// First what the browser may have from showing the page just now; past its cache only if that is another version.
async function download(path, hash) {
  for (const mode of ["default", "reload"]) {
    const file = await verified(await fetch(path, { cache: mode }), hash);
    if (file) return file;
  }
  throw new Error(`${path} is not the file that the list names`);
}

async function verified(response, hash) {
  if (!response?.ok) return null;
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") !== hash) return null;
  const headers = new Headers(response.headers);
  for (const name of TRANSPORT_HEADERS) headers.delete(name);
  return new Response(bytes, { headers });
}
