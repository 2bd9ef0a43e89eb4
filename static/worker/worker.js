// With no network the kept log form opens, the queue, copies of briefs and trips, and for all else a page that leads to them.
// Pages go to the network first and are never kept here; nothing but navigation and our own static
// files passes through, so that streams, downloads and forms are as they were without it.
"use strict";
const STATIC = `static-${KEPT.version}`;

self.addEventListener("install", (event) => {
  // At once: addresses of static files are made of their content, so none can be a stale one.
  event.waitUntil(caches.open(STATIC).then((cache) => cache.addAll([...KEPT.files, KEPT.offline])).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(take()));
async function take() {
  for (const name of await caches.keys()) if (name.startsWith("static-") && name !== STATIC) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
  await self.keeping.expire();
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
});
async function page(event, url) {
  try {
    return (await event.preloadResponse) || (await fetch(event.request));
  } catch {
    const kept = await keptPage(url).catch(() => { /* what is kept cannot be read: there is none */ });
    return kept || (await caches.match(KEPT.offline)) || Response.error();
  }
}
async function keptPage(url) {
  await self.keeping.expire();
  const copy = await self.keeping.copyAt(url.pathname);
  if (copy) {
    // Once the network is back, whether a page is open or not: is she still signed in?
    await self.registration.sync?.register("copies").catch(() => { /* not allowed here: pages ask */ });
    return (await caches.open("copies")).match(copy.from);
  }
  const own = KEPT.pages[url.pathname];
  return own && (await self.keeping.get("facts", "form")) && (await caches.open("form")).match(own);
}
async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) || fetch(request);
}

self.addEventListener("sync", (event) => {
  if (event.tag === "queue") event.waitUntil(sync());
  if (event.tag === "copies") event.waitUntil(self.keeping.check());
});
async function sync() {
  await self.keeping.expire();
  const form = await self.keeping.get("facts", "form");
  if (form) await self.sending.flush(form.person);
}
