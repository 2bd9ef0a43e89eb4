// What this device keeps: entries that wait to be sent, drafts, which form is kept for whom, and
// copies of briefs and trips. The page and the service worker share it. All of it goes after seven
// days, and at sign-out.
(() => {
  "use strict";
  const name = "samedoor", week = 7 * 24 * 3600 * 1000, stores = ["entries", "drafts", "facts", "copies"];
  const told = new BroadcastChannel(name);
  let opened;

  function open() {
    opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open(name, 2);
      asked.onupgradeneeded = () => stores.filter((store) => !asked.result.objectStoreNames.contains(store)).forEach((store) => asked.result.createObjectStore(store, { keyPath: "id" }));
      asked.onerror = () => { opened = undefined; reject(asked.error); };
      asked.onsuccess = () => {
        const db = asked.result;
        db.onclose = () => { opened = undefined; };
        db.onversionchange = () => { db.close(); opened = undefined; };
        resolve(db);
      };
    });
    return opened;
  }
  async function run(store, mode, act) {
    const db = await open();
    return new Promise((resolve, reject) => {
      const turn = db.transaction(store, mode), asked = act(turn.objectStore(store));
      turn.oncomplete = () => resolve(asked.result);
      turn.onabort = () => reject(turn.error);
    });
  }
  const get = (store, id) => run(store, "readonly", (kept) => kept.get(id));
  const put = (store, value) => run(store, "readwrite", (kept) => kept.put(value));
  const take = (store, id) => run(store, "readwrite", (kept) => kept.delete(id));
  async function all(store, person) {
    const found = await run(store, "readonly", (kept) => kept.getAll());
    return found.filter((one) => one.person === person && !old(one)).sort((a, b) => a.at - b.at);
  }
  const old = (one) => one.at < Date.now() - week;

  // Every tab hears of a change, this one too.
  function tell(what) {
    told.postMessage(what);
    told.dispatchEvent(new MessageEvent("message", { data: what }));
  }

  // Whether the form was among what is gone.
  async function expire() {
    for (const store of ["entries", "drafts"]) {
      for (const one of await run(store, "readonly", (kept) => kept.getAll())) if (old(one)) await take(store, one.id);
    }
    await drop(old);
    const owner = await get("facts", "person"), form = await get("facts", "form");
    if (owner && old(owner)) await take("facts", "person");
    if (!form || !old(form)) return false;
    await forget();
    return true;
  }
  // The form with its choices goes, to be kept anew.
  async function forget() {
    await caches.delete("form");
    await take("facts", "form");
  }
  // Nobody is signed in: the form goes and every copy; what a person wrote waits for them.
  async function leave() {
    await caches.delete("form");
    await caches.delete("copies");
    const known = indexedDB.databases ? (await indexedDB.databases()).some((one) => one.name === name) : true;
    if (!known) return;
    for (const store of ["facts", "copies"]) await run(store, "readwrite", (kept) => kept.clear());
    tell({ copies: true });
  }

  // A copy of a brief or a trip: its page is in a cache, and here is whose it is and when it was made,
  // by the program's clock. Copies that `goes` says so of are removed, with what belongs to none.
  async function drop(goes) {
    const kept = await run("copies", "readonly", (copies) => copies.getAll()), stay = kept.filter((one) => !goes(one));
    for (const one of kept) if (goes(one)) await take("copies", one.id);
    if (!(await caches.has("copies"))) return;
    if (!stay.length) await caches.delete("copies");
    const cache = stay.length && (await caches.open("copies")), named = new Set(stay.flatMap((one) => [one.from, ...one.files]));
    for (const asked of cache ? await cache.keys() : []) if (!named.has(new URL(asked.url).pathname)) await cache.delete(asked);
    if (stay.length < kept.length) tell({ copies: true });
  }
  // The copy that stands for an address, for whoever was last signed in on this device.
  async function copyAt(path) {
    const one = await get("copies", path), owner = await get("facts", "person");
    return one && owner?.person === one.person && !old(one) ? one : undefined;
  }
  // Whose device this is now: copies that another account kept go.
  async function belongs(person, home) {
    await drop((one) => one.person !== person);
    await put("facts", { id: "person", person, home, at: Date.now() });
  }
  // Asks the program whether that person is still signed in; whoever is not keeps no copy. No answer
  // of ours (no network, a hotel's sign-in page) says nothing.
  async function check() {
    await expire();
    const owner = await get("facts", "person");
    if (!owner) return;
    const reply = await fetch(owner.home, { headers: { "HX-Request": "true", "Same-Door-Person": owner.person } }).catch(() => null);
    if (reply?.status === 401 && reply.headers.has("HX-Redirect")) await leave();
  }
  // Signed out: nothing stays.
  async function wipe() {
    for (const cache of await caches.keys()) await caches.delete(cache);
    for (const store of stores) await run(store, "readwrite", (kept) => kept.clear());
    try { localStorage.clear(); } catch { /* no storage, nothing kept */ }
    tell({ copies: true });
  }

  self.keeping = { all, belongs, check, copyAt, drop, expire, forget, get, leave, put, take, told, week, wipe, old, tell };
})();
