// What others do shows by itself, on a page that is live: a part of it says of what it is told
// ([data-live]: a State's code, or nothing for all) and what it has seen (data-seen). Nothing that
// one reads moves, and nothing that was typed goes.
(() => {
  "use strict";
  const PATIENCE = 10000; // how long a lost connection is nobody's business
  const SILENCE = 40000; // a stream says every fifteen seconds that it is still there
  const AGAIN = 5000;
  const part = () => document.querySelector("[data-live]");
  const bar = () => document.getElementById("news");
  let source, over, patience, silence, again;

  function open() {
    close();
    if (!part() || !bar() || over || document.hidden || !navigator.onLine) return;
    const { live: state, seen } = part().dataset;
    source = new EventSource(`${bar().dataset.changes}?${new URLSearchParams({ state, seen })}`);
    listen({ still: heard, news: () => changed("news"), old: () => changed("old") });
    listen({ writing: () => say("writing"), "not writing": () => say("writing", false) });
    listen({ over: () => { over = true; close(); say("over"); }, full: close });
    source.onerror = lost;
    silence = setTimeout(missed, SILENCE);
  }
  function listen(words) {
    for (const [word, act] of Object.entries(words)) source.addEventListener(word, act);
  }
  function close() {
    source?.close();
    source = undefined;
    clearTimeout(silence);
    clearTimeout(again);
  }
  function heard() {
    clearTimeout(patience);
    clearTimeout(silence);
    patience = undefined;
    silence = setTimeout(missed, SILENCE);
    say("lost", false);
  }
  function lost() {
    patience ??= setTimeout(() => say("lost"), PATIENCE);
    say("writing", false);
    if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN);
  }
  function missed() {
    lost();
    open();
  }

  function say(word, so = true) {
    const line = bar().querySelector(`[data-said="${word}"]`);
    if (word === "news" && so) line.textContent = part().dataset.says;
    line.hidden = !so;
    const told = ["news", "old"].some((one) => !bar().querySelector(`[data-said="${one}"]`).hidden);
    bar().querySelector("[data-acts]").hidden = !told;
  }
  function changed(word) {
    if (part().dataset.cards === undefined || word === "old") say(word);
    else renew();
  }

  // Somebody asks to see it: the page where it has no part of its own to fetch.
  async function show() {
    const place = part();
    if (touched(place) && bar().querySelector("[data-said=held]").hidden) return say("held");
    if (!place.id) return location.reload();
    await htmx.ajax("GET", location.pathname + location.search, { target: place, swap: place.dataset.swap || "innerHTML settle:0ms" });
    const from = document.activeElement; // a button that is hidden may keep the focus for a moment
    if (from === document.body || bar().contains(from)) part()?.focus({ preventScroll: true });
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("#news [data-show]")) show();
    if (event.target.closest("#news [data-later]")) unsay();
  });
  function unsay() {
    for (const word of ["news", "old", "held"]) say(word, false);
  }
  function touched(place) {
    return [...place.querySelectorAll("input, textarea, select")].some((field) => {
      if (field.type === "hidden") return false;
      if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
      if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
      const chosen = [...field.options].find((one) => one.defaultSelected) || field.options[0];
      return chosen !== undefined && !chosen.selected;
    });
  }

  // The part is new, whoever asked for it: from now on it is told of what came later.
  document.addEventListener("htmx:afterSwap", (event) => {
    const place = part();
    const seen = event.detail.xhr?.getResponseHeader("Seen");
    if (!place?.id || event.detail.target.id !== place.id || !seen) return;
    place.dataset.seen = seen;
    unsay();
    open();
  });

  // Lists of doors: rows and cards that have changed are renewed where they are, if nothing that
  // one sees moves by it and nobody is at work in them.
  async function renew() {
    const place = part();
    const reply = await fetch(location.href, { headers: { "HX-Request": "true", "HX-Target": place.id } });
    if (place !== part()) return;
    const fresh = document.createElement("template");
    fresh.innerHTML = reply.ok ? await reply.text() : "";
    const old = cards(place), now = cards(fresh.content);
    if (!old.length || order(old) !== order(now)) return say("news");
    const other = old.map((one, i) => [one, now[i]]).filter(([one, other]) => one.innerHTML !== other.innerHTML);
    if (other.some(([one]) => one.contains(document.activeElement) || one.querySelector("[open]") || touched(one))) return say("news");
    if (!replaced(place, other)) return say("news");
    place.dataset.seen = reply.headers.get("Seen");
    open();
  }
  const order = (them) => String(them.map((one) => [one.id, one.dataset.rung]));
  const cards = (place) => [...place.querySelectorAll("[id^='door-']")];
  function replaced(place, pairs) {
    const before = pairs.map(([one]) => [one.innerHTML, one.offsetHeight]);
    const below = pairs.map(([one]) => one.getBoundingClientRect().top >= innerHeight);
    hold(place);
    for (const [one, other] of pairs) one.innerHTML = other.innerHTML;
    const same = pairs.every(([one], i) => below[i] || one.offsetHeight === before[i][1]);
    pairs.forEach(([one], i) => {
      if (!same) one.innerHTML = before[i][0];
      else one.classList.add("renewed");
      htmx.process(one);
    });
    if (!same) release(place);
    return same;
  }
  // Columns stay as wide as they are, until the window itself becomes another.
  const heads = (place) => [...place.querySelectorAll("thead th")];
  function hold(place) {
    const widths = heads(place).map((one) => one.getBoundingClientRect().width);
    heads(place).forEach((one, i) => { one.style.inlineSize = `${widths[i]}px`; });
    for (const table of place.querySelectorAll("table")) table.style.tableLayout = "fixed";
  }
  function release(place) {
    for (const one of [...heads(place), ...place.querySelectorAll("table")]) one.removeAttribute("style");
  }
  window.addEventListener("resize", () => { if (part()?.dataset.cards !== undefined) release(part()); });

  document.addEventListener("DOMContentLoaded", open);
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  window.addEventListener("online", open);
  window.addEventListener("offline", () => { if (source) { lost(); close(); } });
})();
