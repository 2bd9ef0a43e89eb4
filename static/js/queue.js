// The queue of entries that wait on this device: a mark in the masthead, the list, sending, and
// signing out. What stands in it: see 01-kept.js.
(() => {
  "use strict";
  const device = document.getElementById("device"), person = device?.dataset.person;
  if (!navigator.serviceWorker || !self.indexedDB) return;
  if (!document.getElementById("palette")) {
    if (document.querySelector("form[action^='/sign-in']")) self.keeping.leave();
    return;
  }

  const { lang } = document.documentElement, spoken = lang === "en" ? "en-GB" : lang;
  const day = (iso) => (iso ? new Date(`${iso}T00:00`).toLocaleDateString(spoken, { day: "numeric", month: "long", year: "numeric" }) : "");
  const when = (at) => new Date(at).toLocaleString(spoken, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  const entries = () => self.keeping.all("entries", person);
  const said = { waiting: _("Waits for the network"), sending: _("Being sent"), refused: _("Not accepted"), "sign-in": _("Sign in again, then it is sent") };

  function made(kind, text, more = {}) {
    const one = document.createElement(kind);
    if (text) one.textContent = text;
    Object.assign(one, more);
    return one;
  }
  // What the program said to an entry that it did not accept.
  function answer(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const lines = [...page.querySelectorAll("#error-summary li, .failure .lede, #at_door .warning > p")];
    return [...new Set(lines.map((line) => line.textContent.trim()))].join(" ");
  }
  function row(one) {
    const line = made("li", "", { className: "card" }), head = made("div", "", { className: "row between" }), acts = made("p", "", { className: "row" });
    head.append(made("h2", one.title), made("span", said[one.state], { className: `badge ${one.state === "refused" ? "bad" : "brass"}` }));
    line.append(head, made("p", [day(one.day), one.level].filter(Boolean).join(" · "), { className: "soft" }));
    if (one.state === "refused") {
      line.append(made("p", answer(one.answer), { className: "error" }));
      acts.append(made("a", _("Open to correct"), { className: "button small", href: `${device.dataset.form}?queued=${encodeURIComponent(one.id)}` }));
    }
    if (one.state === "sign-in") acts.append(made("a", _("Sign in"), { className: "button small", href: `/sign-in?next=${encodeURIComponent(device.dataset.queue)}` }));
    const discard = made("button", _("Discard"), { type: "button", className: "button danger small" });
    discard.setAttribute("aria-label", _("Discard the entry on %(state)s", { state: one.title }));
    discard.addEventListener("click", async () => {
      if (!window.confirm(_("Discard this entry? It has not been sent, and nobody else has it."))) return;
      await self.keeping.take("entries", one.id);
      self.keeping.tell({});
    });
    acts.append(discard);
    line.append(acts, made("p", _("Kept since %(since)s; gone on %(until)s if it is not sent.", { since: when(one.at), until: when(one.at + self.keeping.week) }), { className: "source" }));
    return line;
  }
  async function show() {
    const waiting = await entries(), mark = document.getElementById("queue-mark"), list = document.querySelector("[data-queue-list]");
    if (mark) {
      mark.hidden = !waiting.length;
      mark.textContent = _("%(count)s waiting", { count: waiting.length });
    }
    if (!list) return;
    const open = document.activeElement && list.contains(document.activeElement);
    list.replaceChildren(...waiting.map(row));
    list.hidden = !waiting.length;
    document.querySelector("[data-queue-empty]").hidden = waiting.length > 0;
    document.querySelector("[data-queue-send]").hidden = !waiting.length;
    if (open) (list.querySelector("button") ?? document.getElementById("main")).focus();
  }
  let again;
  function heard(outcome) {
    const place = document.querySelector("[data-queue-said]");
    if (place && outcome.state === "sent") place.append(made("a", _("Sent: %(state)s.", { state: outcome.title }), { href: outcome.logged }), " ");
    if (place && outcome.state === "waiting") place.textContent = _("The program did not answer. It is tried again once the network is back.");
    if (outcome.state === "waiting") {
      // A device may believe that it has a network before it does: then no event says that it has.
      clearTimeout(again);
      again = setTimeout(flush, 30_000);
    }
    show();
  }
  async function flush() {
    if ((await entries()).length) await self.sending.flush(person);
    await show();
  }

  // The form and the queue for times without a network, renewed when they may have changed.
  async function keepPages() {
    const version = [document.querySelector("script[src]").src, document.documentElement.lang, document.documentElement.dataset.theme].join(" ");
    const had = await self.keeping.get("facts", "form");
    if (had?.person === person && had.version === version && had.at > Date.now() - 3600 * 1000) return;
    await self.keeping.forget();
    const pages = [device.dataset.kept, device.dataset.queue, device.dataset.copies], files = document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]");
    const replies = await Promise.all(pages.map((page) => fetch(page, { headers: { "Same-Door-Person": person } })));
    if (replies.some((reply) => !reply.ok || reply.redirected)) return;
    const cache = await caches.open("form");
    await cache.addAll([...files].map((one) => one.src || one.href));
    await Promise.all(pages.map((page, i) => cache.put(page, replies[i])));
    await self.keeping.put("facts", { id: "form", person, version, at: Date.now() });
  }

  // Signing out takes everything along: who has something unsent is asked first.
  const unsent = document.getElementById("unsent");
  let leaving = null;
  async function left() {
    const waiting = (await entries()).length, drafts = (await self.keeping.all("drafts", person)).length;
    unsent.querySelector("[data-unsent]").textContent = [
      waiting && _("Entries that have not been sent: %(count)s.", { count: waiting }), drafts && _("Drafts: %(count)s.", { count: drafts }),
    ].filter(Boolean).join(" ");
    unsent.querySelector("[data-send]").hidden = !waiting;
    return waiting + drafts;
  }
  async function out() {
    await self.keeping.wipe();
    leaving.submit();
  }
  document.addEventListener("submit", async (event) => {
    if (event.target.getAttribute("action") !== "/sign-out") return;
    event.preventDefault();
    leaving = event.target;
    if (device && (await left())) return unsent.showModal();
    await out();
  });
  unsent?.addEventListener("click", async (event) => {
    if (event.target.closest("[data-stay]")) return unsent.close();
    if (event.target.closest("[data-discard]")) return out();
    if (!event.target.closest("[data-send]")) return;
    await flush();
    if (!(await left())) await out();
  });

  async function begin() {
    // What is shown was kept for more than seven days: it is gone now, also from here.
    if ((await self.keeping.expire()) && document.querySelector("[data-kept-page]")) return location.reload();
    await self.keeping.belongs(person, device.dataset.copies);
    await navigator.serviceWorker.register(device.dataset.worker);
    await flush();
    if (!document.querySelector("[data-kept-page]") || navigator.onLine) await keepPages();
  }
  if (!device) return;
  document.querySelector("[data-queue-send]")?.addEventListener("click", flush);
  self.keeping.told.addEventListener("message", (event) => heard(event.data));
  window.addEventListener("online", () => { flush(); });
  // The network may drop while pages are being kept: the next page tries again.
  const reached = () => fetch(device.dataset.worker).then(() => true, () => false);
  begin().catch(async (failure) => { if (await reached()) throw failure; });
})();
