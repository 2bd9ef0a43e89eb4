// Forms that people write in: what is typed is kept on this device while they type, and given back
// after a crash or an ended session; a contact that cannot be sent waits in the queue. What is
// above `group` is kept only where the person asks.
(() => {
  "use strict";
  const device = document.getElementById("device"), person = device?.dataset.person;
  // Without the worker nothing is sent later, and nothing taken away at sign-out: nothing is kept.
  if (!person || !navigator.serviceWorker || !self.indexedDB) return;
  const pause = 300;
  const key = (form) => form.elements.submission?.value || (form.dataset.opened ??= String(Date.now()));
  const idOf = (form) => `${form.dataset.draft}:${key(form)}`;
  // A line of a brief that not all may read is marked as such; written on, it is as restricted.
  const writtenOn = (line) => [...line.querySelectorAll("textarea, [type=checkbox]")].some((one) => one.checked !== one.defaultChecked || one.value !== one.defaultValue);
  const restricted = (form) => (form.elements.visibility?.value || "group") !== "group" || [...form.querySelectorAll("[data-restricted]")].some(writtenOn);
  const asked = (form) => Boolean(form.querySelector("[data-keep]")?.checked);
  const mayKeep = (form) => !restricted(form) || asked(form);
  // Without the marked lines, unless the person asked to keep them: that there are such says something.
  function fieldsOf(form) {
    const values = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    if (asked(form)) return values;
    const left = new Set([...form.querySelectorAll("[data-restricted] [name=key]")].map((one) => one.value));
    let key = "";
    return values.filter(([name, value]) => {
      if (name === "key") key = value;
      return !left.has(/^(key|hide|pin)$/.test(name) ? value : name === "wording" ? key : "");
    });
  }
  const draftOf = (form) => ({ id: idOf(form), kind: form.dataset.draft, person, at: Date.now(), asked: asked(form), fields: fieldsOf(form) });
  const timers = new WeakMap(), typed = new WeakSet(), cameBack = "cameBack" in document.body.dataset, settled = settle();

  async function keep(form, more = {}) {
    if (mayKeep(form)) await self.keeping.put("drafts", { ...draftOf(form), ...more });
    else await self.keeping.take("drafts", idOf(form));
  }
  const now = (form) => { clearTimeout(timers.get(form)); if (typed.has(form)) keep(form); };
  function changed(event) {
    const form = event.target.closest?.("form[data-draft]");
    if (!form) return;
    askToKeep(form);
    typed.add(form);
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(now, pause, form));
  }
  function askToKeep(form) {
    const place = form.querySelector("[data-keep-restricted]");
    if (place) place.hidden = !restricted(form);
  }
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  window.addEventListener("pagehide", () => document.querySelectorAll("form[data-draft]").forEach(now));

  // The words for each line of a brief by its key, as lines come and go: those whose line is gone are
  // sent along, and the program shows them.
  function fillLines(form, keys, words) {
    const own = (name) => [...form.elements].filter((one) => one.name === name), here = own("key").map((one) => one.value), fields = own("wording");
    keys.forEach((key, i) => {
      const place = here.indexOf(key);
      if (place >= 0) fields[place].value = words[i];
      else if (words[i]) form.append(...[["key", key], ["wording", words[i]]].map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value })));
    });
  }
  // Writing what was typed back into a form, line by line.
  function fill(form, fields, wanted = () => true) {
    const values = Map.groupBy ? Map.groupBy(fields, ([name]) => name) : fields.reduce((all, one) => all.set(one[0], [...(all.get(one[0]) ?? []), one]), new Map());
    const lines = values.get("key")?.map(([, value]) => value);
    for (const [name, pairs] of values) {
      if (!wanted(name) || (lines && /^(key|wording|hide|pin)$/.test(name))) continue;
      const own = () => [...form.elements].filter((one) => one.name === name && !/^(checkbox|radio|submit)$/.test(one.type));
      const add = own()[0]?.closest("fieldset")?.querySelector("[data-add-line]");
      for (let left = pairs.length - own().length; add && left > 0; left--) add.click();
      own().forEach((one, i) => { if (pairs[i]) one.value = pairs[i][1]; });
    }
    if (lines) fillLines(form, lines, values.get("wording").map(([, value]) => value));
    for (const one of form.elements) {
      if (/^(checkbox|radio)$/.test(one.type) && one.name && wanted(one.name) && !(/^(hide|pin)$/.test(one.name) && !lines?.includes(one.value)) && (one.name !== "asks" || values.has("asks"))) one.checked = (values.get(one.name) ?? []).some(([, value]) => value === one.value);
    }
    for (const part of form.querySelectorAll("details")) {
      part.open ||= [...part.querySelectorAll("input:not([type=radio], [type=checkbox], [type=hidden]), textarea")].some((one) => one.value) || [...part.querySelectorAll("[type=radio], [type=checkbox]")].some((one) => one.checked);
    }
    askToKeep(form);
  }
  // Who asked once to keep what is restricted need not ask again.
  function goesOn(form, kept) {
    const box = form.querySelector("[data-keep]");
    if (box && kept.asked) box.checked = true;
    askToKeep(form);
    typed.add(form);
  }
  function giveBack(form, kept) {
    fill(form, kept.fields);
    goesOn(form, kept);
    const state = form.elements.state;
    if (!state?.hasAttribute("hx-get")) return;
    // The State brings its door: what was ticked there is filled in once it stands.
    form.addEventListener("htmx:afterSettle", () => fill(form, kept.fields, (name) => name === "asks" || name === "override_reason"), { once: true });
    state.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function offer(form) {
    const queued = new URLSearchParams(location.search).get("queued"), entry = queued && (await self.keeping.get("entries", queued));
    if (entry?.person === person) return giveBack(form, entry);
    if (cameBack || form.querySelector("#error-summary")) return;
    await settled;
    const found = (await self.keeping.all("drafts", person)).filter((one) => one.kind === form.dataset.draft && one.id !== idOf(form)).pop();
    if (!found || form.parentElement.querySelector("[data-draft-offer]")) return;
    const place = document.createElement("div"), words = document.createElement("p"), acts = document.createElement("p");
    const { lang } = document.documentElement, at = new Date(found.at), today = at.toDateString() === new Date().toDateString();
    const time = at.toLocaleString(lang === "en" ? "en-GB" : lang, { ...(today ? {} : { day: "numeric", month: "long" }), hour: "2-digit", minute: "2-digit" });
    place.className = "note row between";
    place.dataset.draftOffer = "";
    place.setAttribute("role", "status");
    acts.className = "row";
    words.textContent = _("A draft from %(time)s is kept on this device.", { time });
    const act = (label, kind, does) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: `button small ${kind}`, textContent: label });
      button.addEventListener("click", async () => { place.remove(); await does(); });
      acts.append(button);
    };
    act(_("Restore"), "", async () => { giveBack(form, found); await self.keeping.take("drafts", found.id); await keep(form); form.elements.note?.focus(); });
    act(_("Discard"), "quiet", async () => { await self.keeping.take("drafts", found.id); await offer(form); });
    place.append(words, acts);
    form.before(place);
    place.scrollIntoView({ block: "nearest" });
  }

  // A form that the device kept: it has no key, date or State of its own yet.
  function freshen(form) {
    const { elements } = form, asked = new URLSearchParams(location.search);
    elements.submission.value = crypto.randomUUID();
    elements.held_on.value = new Date().toISOString().slice(0, 10);
    elements.approach_id.value = asked.get("approach") ?? "";
    elements.appointment_id.value = asked.get("appointment") ?? "";
    const wanted = (asked.get("state") ?? "").toLowerCase();
    const state = wanted && [...document.getElementById("known-states").content.children].find((one) => [one.dataset.value, one.dataset.name].some((name) => name.toLowerCase() === wanted));
    if (state) elements.state.value = state.dataset.name;
  }

  // What the copy of a trip knows of the appointment that is logged, on its day or today.
  async function fillIn(form) {
    const number = new URLSearchParams(location.search).get("appointment");
    const copy = number && (await self.keeping.all("copies", person)).find((one) => one.forms[number]);
    if (!copy) return;
    const fields = copy.forms[number].map(([name, value]) => [name, name === "held_on" && value > form.elements.held_on.value ? form.elements.held_on.value : value]);
    const given = new Set(fields.map(([name]) => name));
    fill(form, fields, (name) => given.has(name));
  }

  // A contact that could not be sent waits on the device, under its form's once-only key.
  function entryOf(form) {
    const chosen = (name) => form.elements[name].selectedOptions?.[0]?.textContent.trim();
    return { id: form.elements.submission.value, person, at: Date.now(), state: "waiting", to: form.getAttribute("action"), title: form.elements.state.value, day: form.elements.held_on.value, level: chosen("visibility"), fields: fieldsOf(form) };
  }
  function panel(form, words) {
    const place = document.createElement("div");
    place.className = "flash stack-tight";
    place.tabIndex = -1;
    place.setAttribute("role", "status");
    const links = [[device.dataset.queue, _("See what waits"), "button small"], [device.dataset.form, _("Log another"), "button quiet small"]];
    const line = document.createElement("p");
    line.className = "row";
    line.append(...links.map(([href, textContent, className]) => Object.assign(document.createElement("a"), { href, textContent, className })));
    place.append(Object.assign(document.createElement("p"), { textContent: words }), line);
    form.replaceWith(place);
    delete document.getElementById("door_dialog")?.dataset.from;
    place.focus();
  }
  function stays(form, words) {
    let place = form.querySelector("[data-unsent-here]");
    if (!place) {
      place = Object.assign(document.createElement("p"), { className: "warning", tabIndex: -1 });
      place.dataset.unsentHere = "";
      place.setAttribute("role", "alert");
      form.querySelector(".save").before(place);
    }
    place.textContent = words;
    place.focus();
  }
  async function queue(form) {
    if (!mayKeep(form)) return stays(form, _("There is no network, and an entry that only some may read is kept on this device only if you ask for it. What you typed is still here: tick “Keep this restricted entry”, or save again once the network is back."));
    await self.keeping.put("entries", entryOf(form));
    clearTimeout(timers.get(form));
    typed.delete(form);
    await self.keeping.take("drafts", idOf(form));
    const ready = await navigator.serviceWorker?.getRegistration();
    await ready?.sync?.register("queue").catch(() => { /* not allowed here: the page sends it when it is opened */ });
    panel(form, _("Kept on this device; it will be sent when the network is back."));
    self.keeping.tell({});
  }
  const isOwn = (event) => event.target.dataset?.draft && event.detail.requestConfig?.verb === "post";
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, (event) => {
    if (!isOwn(event) || event.target.dataset.draft !== "contact") return;
    event.preventDefault();
    queue(event.target).catch(() => stays(event.target, _("There is no network, and this device keeps nothing. What you typed is still here: save again once the network is back.")));
  });

  // Where the program answers: a saved contact leaves no draft, an ended session loses no word.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { xhr } = event.detail, form = event.target, onward = xhr.getResponseHeader("HX-Redirect");
    if (!isOwn(event)) return;
    if (xhr.status === 401 && !mayKeep(form)) {
      event.preventDefault();
      return stays(form, _("Your session has ended. What you typed is still here: sign in in another tab, then save again."));
    }
    if (xhr.status === 401) {
      event.preventDefault();
      return keep(form).then(() => location.assign(`/sign-in?next=${encodeURIComponent(device.dataset.form)}`));
    }
    if (xhr.status >= 400) return;
    clearTimeout(timers.get(form));
    typed.delete(form);
    const done = Promise.all([self.keeping.take("drafts", idOf(form)), self.keeping.take("entries", key(form))]);
    if (!onward) return;
    event.preventDefault();
    done.then(() => location.assign(onward));
  });
  // Forms that leave the page learn by the next one what became of them: it says that they were saved;
  // or the form came back as it was typed; or neither (an ended session), and the draft is one again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.draft && !form.hasAttribute("hx-post")) { clearTimeout(timers.get(form)); if (typed.has(form)) keep(form, { sent: true }); typed.delete(form); }
  });
  async function settle() {
    const saved = document.querySelector(".flash");
    for (const one of await self.keeping.all("drafts", person)) {
      if (!one.sent) continue;
      const form = cameBack && [...document.querySelectorAll("form[data-draft]")].find((here) => here.dataset.draft === one.kind);
      if (saved) await self.keeping.take("drafts", one.id);
      else if (form) await goOn(form, one);
      else await self.keeping.put("drafts", { ...one, sent: false });
    }
  }
  async function goOn(form, draft) {
    form.dataset.opened = draft.id.slice(draft.kind.length + 1);
    goesOn(form, draft);
    await keep(form);
  }

  document.addEventListener("htmx:load", (event) => {
    const part = event.detail.elt, forms = [...part.querySelectorAll("form[data-draft]"), ...(part.matches?.("form[data-draft]") ? [part] : [])];
    for (const form of forms) {
      if (form.dataset.draft === "contact" && form.hasAttribute("data-kept-page")) { freshen(form); fillIn(form); }
      askToKeep(form);
      offer(form);
    }
  });
})();
