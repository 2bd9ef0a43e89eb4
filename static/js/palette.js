// The command palette: Ctrl or Cmd and K, or its button. The server says what fits
// (GET data-commands?q=...); without this script the button is a link to the search page.
(() => {
  "use strict";
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const wait = 80, mac = /Mac|iP/.test(navigator.platform);
  const input = dialog.querySelector("input"), list = dialog.querySelector("[role=listbox]"), said = dialog.querySelector("[role=status]");
  let timer, asked = 0, shown = null, active = -1;
  const typed = () => input.value.trim();
  const options = () => [...list.querySelectorAll("[role=option]")];

  function mark(next) {
    const all = options();
    active = all.length ? (next + all.length) % all.length : -1;
    all.forEach((one, i) => { one.id = `palette-${i}`; one.setAttribute("aria-selected", String(i === active)); });
    input.setAttribute("aria-expanded", String(all.length > 0));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }
  function recent() {
    const group = document.createElement("div");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", _("Opened lately"));
    for (const { kind, title, address } of window.recentlyOpened()) {
      const option = document.createElement("a"), what = document.createElement("span");
      option.className = "option";
      option.href = address;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
      what.className = "soft";
      what.textContent = kind;
      option.append(title, what);
      group.append(option);
    }
    return group.childElementCount ? [group] : [];
  }
  async function look() {
    clearTimeout(timer);
    const number = ++asked, q = typed();
    const reply = await fetch(`${dialog.dataset.commands}?q=${encodeURIComponent(q)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (number !== asked) return;
    if (reply?.status === 401) return location.assign(reply.headers.get("HX-Redirect") || "/");
    const html = reply?.ok ? await reply.text() : "";
    if (number !== asked) return;
    list.innerHTML = html;
    if (!q) list.prepend(...recent());
    shown = q;
    mark(0);
    said.textContent = reply?.ok ? "" : _("The program did not answer. Check the connection and try again.");
  }
  function open() {
    if (dialog.open) return;
    document.querySelectorAll("dialog[open]").forEach((one) => one.close());
    input.value = "";
    list.replaceChildren();
    shown = null;
    dialog.showModal();
    look();
  }
  async function go() {
    if (shown !== typed()) await look();
    if (dialog.open) options()[active]?.click();
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, wait); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const act = { ArrowDown: () => mark(active + 1), ArrowUp: () => mark(active - 1), Enter: go, Escape: () => dialog.close() }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target.closest("[data-close]")) dialog.close(); });
  list.addEventListener("pointermove", (event) => {
    const at = options().indexOf(event.target.closest("[role=option]"));
    if (at >= 0 && at !== active) mark(at);
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-palette-open]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey || !(mac ? event.metaKey : event.ctrlKey)) return;
    event.preventDefault();
    if (dialog.open) dialog.close(); else open();
  });
  window.addEventListener("pagehide", () => dialog.close());
  window.openPalette = open;
  window.nameKeys = (place) => { if (mac) place.querySelectorAll("[data-palette-keys]").forEach((one) => { one.textContent = "⌘ K"; }); };
  window.nameKeys(document);
})();
