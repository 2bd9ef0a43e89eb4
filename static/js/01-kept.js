// What this device keeps: entries that wait to be sent, drafts, and which form is kept for whom.
// The page and the service worker share it. All of it goes after seven days, and at sign-out.
(() => {
  "use strict";
  const name = "samedoor", week = 7 * 24 * 3600 * 1000, stores = ["entries", "drafts", "facts"];
  const told = new BroadcastChannel(name);
  let opened;

  function open() {
    opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open(name, 1);
      asked.onupgradeneeded = () => stores.forEach((store) => asked.result.createObjectStore(store, { keyPath: "id" }));
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
    const form = await get("facts", "form");
    if (!form || !old(form)) return false;
    await leave();
    return true;
  }
  // Nobody is signed in: the form with its choices goes; what a person wrote waits for them.
  async function leave() {
    await caches.delete("form");
    const known = indexedDB.databases ? (await indexedDB.databases()).some((one) => one.name === name) : true;
    if (known) await run("facts", "readwrite", (kept) => kept.clear());
  }
  // Signed out: nothing stays.
  async function wipe() {
    for (const cache of await caches.keys()) await caches.delete(cache);
    for (const store of stores) await run(store, "readwrite", (kept) => kept.clear());
    try { localStorage.clear(); } catch { /* no storage, nothing kept */ }
  }

  self.keeping = { all, expire, get, leave, put, take, told, week, wipe, old, tell };
})();
