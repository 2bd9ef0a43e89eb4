// What this person opened lately, for the palette: an address and a neutral title, kept on this
// device alone, gone at sign-out, after seven days and for anybody else.
(() => {
  "use strict";
  const key = "samedoor-recent", most = 8, week = 7 * 24 * 3600 * 1000;
  const person = document.getElementById("palette")?.dataset.person;

  function clear() {
    try { localStorage.removeItem(key); } catch { /* no storage, nothing kept */ }
  }
  function list() {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      if (kept?.person === person) return kept.opened.filter((one) => one.at > Date.now() - week && /^\/(?!\/)/.test(one.address));
    } catch { /* as if nothing were kept */ }
    clear();
    return [];
  }
  function remember() {
    const { opened: kind, title } = document.getElementById("main")?.dataset ?? {};
    if (!person || !kind) return;
    const address = location.pathname;
    const opened = [{ kind, title, address, at: Date.now() }, ...list().filter((one) => one.address !== address)].slice(0, most);
    try { localStorage.setItem(key, JSON.stringify({ person, opened })); } catch { /* not kept */ }
  }

  if (document.querySelector("form[action^='/sign-in']")) clear();
  document.addEventListener("submit", (event) => { if (event.target.getAttribute("action") === "/sign-out") clear(); });
  const opened = list();
  if (opened.length) try { localStorage.setItem(key, JSON.stringify({ person, opened })); } catch { /* not kept */ }
  else clear();
  remember();
  window.recentlyOpened = list;
})();
