// While a form about a door is open, has been begun, and its writer has chosen that the group may read
// it, others at that door are told that somebody is writing there: said every ten seconds, and taken
// back at once. Chosen is the level that one has changed to or gone past, and that of a saved entry.
(() => {
  "use strict";
  const EVERY = 10000;
  const begun = new WeakSet(), chosen = new WeakSet();
  const form = () => document.querySelector("form[data-presence]");
  let told = "", at = 0;

  function state() {
    const one = form();
    if (!one || !begun.has(one) || !chosen.has(one) || !one.checkVisibility() || one.elements.visibility?.value !== "group") return "";
    return one.dataset.about || one.elements.state?.value.trim() || "";
  }
  function tell(now = state()) {
    if (told && told !== now) send(told, "");
    if (now && (told !== now || Date.now() - at >= EVERY)) { send(now, "group"); at = Date.now(); }
    told = now;
  }
  // A beacon is sent also by a page that is being left, and nobody waits for its answer.
  function send(about, visibility) {
    const place = document.getElementById("news")?.dataset.presences;
    if (place && navigator.onLine) navigator.sendBeacon(place, new URLSearchParams({ state: about, visibility }));
  }

  for (const kind of ["input", "change", "focusout"]) document.addEventListener(kind, (event) => {
    const one = event.target.closest("form[data-presence]");
    if (!one) return;
    if (kind !== "focusout") begun.add(one);
    if (event.target.name === "visibility" || one.dataset.presence === "chosen") chosen.add(one);
    tell();
  });
  document.addEventListener("close", () => tell(), true);
  document.addEventListener("htmx:afterSettle", () => tell());
  window.addEventListener("pagehide", () => tell(""));
  setInterval(tell, EVERY / 2);
})();
