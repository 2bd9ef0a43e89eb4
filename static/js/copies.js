// Copies of briefs and trips on this device, to be read with no network: keeping one, saying how old
// it is, renewing and removing it. Where they stand, and when they go: 01-kept.js.
(() => {
  "use strict";
  const own = document.body.dataset, device = document.getElementById("device"), person = device?.dataset.person ?? own.person;
  if (!navigator.serviceWorker || !self.indexedDB) return document.querySelectorAll("[data-unkept]").forEach((one) => { one.hidden = false; });
  if (!person) return;
  const most = 100 * 1024, { lang } = document.documentElement, spoken = lang === "en" ? "en-GB" : lang;
  const units = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000]];
  // "2 days ago", "now".
  function ago(at) {
    const passed = Math.max(0, Date.now() - at), [unit, size] = units.find(([, one]) => passed >= one) ?? ["second", Infinity];
    return new Intl.RelativeTimeFormat(spoken, { numeric: "auto" }).format(-Math.floor(passed / size), unit);
  }
  const when = (at) => new Date(at).toLocaleString(spoken, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  const age = (at) => _("A copy on this device, made %(ago)s (%(made)s). It goes on %(until)s.", { ago: ago(at), made: when(at), until: when(at + self.keeping.week) });
  const unkept = () => _("The copy could not be kept. Try again with the network.");
  // A failure that another try with the network would not mend says what it is.
  class Told extends Error {}
  const saidOf = (failure) => (failure instanceof Told ? failure.message : unkept());

  const remove = (path) => self.keeping.drop((one) => one.id === path);
  async function keep({ path, from, title, parts }) {
    await self.keeping.belongs(person, device.dataset.copies);
    const reply = await fetch(from, { headers: { "Same-Door-Person": person } });
    if ([404, 409].includes(reply.status)) {
      await remove(path);
      throw new Told(_("It was called off, or is no longer for you to read: the copy is gone."));
    }
    if (!reply.ok || reply.redirected) throw new Error(unkept());
    const html = await reply.clone().text(), page = new DOMParser().parseFromString(html, "text/html");
    const files = [...page.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map((one) => one.getAttribute("href") ?? one.getAttribute("src"));
    const cache = await caches.open("copies");
    await cache.addAll(files);
    const sizes = await Promise.all(files.map(async (file) => (await (await cache.match(file)).blob()).size));
    const bytes = sizes.reduce((sum, one) => sum + one, new Blob([html]).size);
    if (bytes > most * Math.max(1, parts)) throw new Told(_("This copy would be too large to keep: %(size)s KB.", { size: Math.ceil(bytes / 1024) }));
    await cache.put(from, reply);
    const forms = Object.fromEntries([...page.querySelectorAll("[data-log]")].map((one) => [one.dataset.log, JSON.parse(one.dataset.fields)]));
    await self.keeping.put("copies", { id: path, from, person, title, parts, at: Number(page.body.dataset.made), bytes, files, forms });
    self.keeping.tell({ copies: true });
  }
  // The buttons on a brief's or a trip's own page.
  const panel = document.querySelector("[data-keep-copy]"), asked = panel?.querySelector("[data-said]"), unsaid = asked?.textContent;
  async function showPanel() {
    const one = await self.keeping.copyAt(panel.dataset.path);
    asked.textContent = one ? age(one.at) : unsaid;
    panel.querySelector("[data-keep-it]").hidden = Boolean(one);
    for (const name of ["renew", "remove"]) panel.querySelector(`[data-${name}]`).hidden = !one;
    delete panel.dataset.waits;
  }
  async function act(event) {
    if (event.target.closest("[data-remove]")) return remove(panel.dataset.path);
    if (!event.target.closest("[data-keep-it], [data-renew]")) return;
    const { path, from, title, parts } = panel.dataset;
    await keep({ path, from, title, parts: Number(parts) }).catch((failure) => { asked.textContent = saidOf(failure); });
  }

  // The list of all of them.
  const list = document.querySelector("[data-copies-list]");
  function row(one) {
    const line = document.createElement("li"), head = document.createElement("h2"), link = document.createElement("a"), acts = document.createElement("p"), told = document.createElement("p");
    line.className = "card stack-tight";
    acts.className = "row";
    Object.assign(link, { href: one.id, textContent: one.title, dir: "auto" });
    head.append(link);
    told.textContent = `${age(one.at)} ${_("%(size)s KB.", { size: Math.ceil(one.bytes / 1024) })}`;
    for (const [words, kind, does] of [[_("Renew"), "secondary", () => keep({ ...one, path: one.id })], [_("Remove"), "quiet", () => remove(one.id)]]) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: `button small ${kind}`, textContent: words });
      button.setAttribute("aria-label", `${words}: ${one.title}`);
      button.addEventListener("click", () => does().catch((failure) => { document.querySelector("[data-copies-said]").textContent = saidOf(failure); }));
      acts.append(button);
    }
    line.append(head, told, acts);
    return line;
  }
  async function showList() {
    const copies = await self.keeping.all("copies", person);
    list.replaceChildren(...copies.map(row));
    list.hidden = !copies.length;
    document.querySelector("[data-copies-empty]").hidden = copies.length > 0;
  }

  // A copy that is open: it says how old it is, and goes from the screen when it goes from the device.
  const opened = own.copy && location.pathname === own.copy;
  async function showCopy() {
    await self.keeping.expire();
    const there = await self.keeping.copyAt(own.copy);
    if (!there) {
      document.querySelector("article")?.remove();
      document.title = document.title.split(" · ").pop();
    }
    document.querySelector("[data-age]").textContent = there ? age(Number(own.made)) : _("This copy is gone from this device.");
    document.querySelector("[data-remove]").hidden = !there;
    document.querySelector("[data-live]").hidden = !navigator.onLine;
  }

  const show = async () => { if (panel) await showPanel(); if (list) await showList(); if (opened) await showCopy(); };
  const look = async () => { if (navigator.onLine) await self.keeping.check(); await show(); };
  panel?.addEventListener("click", act);
  if (opened) document.querySelector("[data-remove]").addEventListener("click", () => remove(own.copy));
  self.keeping.told.addEventListener("message", (event) => { if (event.data.copies) show(); });
  window.addEventListener("online", look);
  window.addEventListener("pageshow", (event) => { if (event.persisted) look(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  if (opened) setInterval(show, 60_000);
  if (opened) look(); else show();
})();
