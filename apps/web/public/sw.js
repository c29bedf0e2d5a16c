/*
 * Keeps what the app is drawn with, so that it opens without a connection and says so. Nothing of
 * the index is kept: answers of the API and pages always come from the server.
 */
const CACHE = "minato-shell-1";
const MAX_ENTRIES = 300;
const root = new URL("./", self.location.href);
const offlinePage = new URL("offline", root).href;
const isShell = (url) =>
  url.origin === root.origin &&
  ["_next/static/", "messages/", "icons/"].some((folder) =>
    url.pathname.startsWith(root.pathname + folder),
  );

self.addEventListener("install", (event) => {
  event.waitUntil(keepOfflinePage().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldCaches().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(openPage(request));
  else if (isShell(new URL(request.url))) event.respondWith(takeFromShell(request));
});

self.addEventListener("push", (event) => {
  event.waitUntil(showNotification(event.data));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openFromNotification(event.notification.data));
});

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(subscribeAnew(event));
});

/** What the server pushed: `{title, text, path, tag}`; what comes later under a tag takes its place. */
async function showNotification(data) {
  // A browser that is woken and shows nothing shows a message of its own.
  const { title = "Minato", text = "", path = "/notifications", tag } = data?.json() ?? {};
  const icon = new URL("icons/icon-192.png", root).href;
  await self.registration.showNotification(title, { body: text, tag, icon, data: { path } });
}

/** A tab that is open goes there; without one a new one opens. */
async function openFromNotification({ path }) {
  const url = new URL(path.replace(/^\/+/, ""), root).href;
  const [tab] = await self.clients.matchAll({ type: "window" });
  if (tab === undefined) return self.clients.openWindow(url);
  await tab.focus();
  return tab.navigate(url);
}

/** The push service gave the browser another address: the server has to know it. */
async function subscribeAnew({ oldSubscription, newSubscription }) {
  // Some browsers only say that it is over; the page offers to turn it on again.
  if (!newSubscription && !oldSubscription) return;
  const subscription =
    newSubscription ?? (await self.registration.pushManager.subscribe(oldSubscription.options));
  const { endpoint, keys } = subscription.toJSON();
  await fetch(new URL("api/v1/me/notifications/devices", root), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ endpoint, keys }),
  });
}

/** The page and every file it names: it must draw itself without asking for anything. */
async function keepOfflinePage() {
  const cache = await caches.open(CACHE);
  const page = await fetch(offlinePage, { cache: "reload" });
  if (!page.ok) throw new Error(`The offline page answered ${page.status}`);
  const html = await page.clone().text();
  const names = html.matchAll(/(?:href|src)="([^"]+)"/g);
  const files = new Set(
    [...names]
      .map(([, name]) => new URL(name, root))
      .filter(isShell)
      .map(String),
  );
  await Promise.all([cache.put(offlinePage, page), cache.addAll([...files])]);
}

async function openPage(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(offlinePage);
    if (kept === undefined) throw error;
    return kept;
  }
}

/** Their names change with their content, so a kept file is never out of date. */
async function takeFromShell(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    await dropOldest(cache);
  }
  return answer;
}

/** Files of earlier versions leave as newer ones come. */
async function dropOldest(cache) {
  const keys = await cache.keys();
  const old = keys.filter(({ url }) => url !== offlinePage);
  await Promise.all(
    old.slice(0, Math.max(0, old.length - MAX_ENTRIES)).map((key) => cache.delete(key)),
  );
}

async function dropOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("minato-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}
