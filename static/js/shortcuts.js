// Shortcuts of single keys: links say theirs (data-keys), "/" is the search, "?" the sheet. They
// never act while somebody types, and can be switched off (WCAG 2.1.4).
(() => {
  "use strict";
  const help = document.getElementById("help");
  if (!help) return;
  const key = "samedoor-shortcuts", patience = 1500;
  let begun = "", at = 0;

  const on = () => { try { return localStorage.getItem(key) !== "off"; } catch { return true; } };
  function keep(wanted) {
    try { if (wanted) localStorage.removeItem(key); else localStorage.setItem(key, "off"); } catch { /* for this page alone */ }
  }
  function offerSwitch(place) {
    for (const line of place.querySelectorAll("[data-shortcuts-switch]")) {
      const box = line.querySelector("input");
      line.hidden = false;
      box.checked = on();
      box.addEventListener("change", () => keep(box.checked));
    }
  }
  async function openHelp() {
    const reply = await fetch(help.dataset.sheet, { headers: { "HX-Request": "true", "HX-Target": "sheet" } }).catch(() => null);
    if (!reply?.ok) return location.assign(help.dataset.sheet);
    const sheet = help.querySelector(".help-sheet");
    sheet.innerHTML = await reply.text();
    window.nameKeys(sheet);
    offerSwitch(sheet);
    if (!document.querySelector("dialog[open]")) help.showModal();
  }
  function search() {
    const field = [...document.querySelectorAll("main [data-search-field]"), ...document.querySelectorAll("[data-search-field]")].find((one) => one.checkVisibility());
    if (!field) return window.openPalette();
    field.focus();
    field.select();
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || !on()) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
    const typed = begun && Date.now() - at < patience ? `${begun} ${event.key}` : event.key;
    begun = "";
    if (typed === "g") [begun, at] = ["g", Date.now()];
    const act = { "/": search, "?": openHelp }[typed] ?? (() => [...document.querySelectorAll("[data-keys]")].find((one) => one.dataset.keys === typed)?.click());
    if (typed === "/") event.preventDefault();
    act();
  });
  help.addEventListener("click", (event) => { if (event.target === help || event.target.closest("[data-close]")) help.close(); });
  offerSwitch(document.getElementById("main"));
})();
