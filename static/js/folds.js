// What is folded is unfolded for paper, and where an address leads into it.
(() => {
  "use strict";
  const FOLDS = "details.unfolds";
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(`${FOLDS}:not([open])`)];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
  });

  // Where the browser does not do so by itself: unfold, go there, and go on reading and typing there.
  const reveal = () => {
    const there = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = there?.closest(FOLDS);
    if (!fold) return;
    fold.open = true;
    there.scrollIntoView({ block: "center" });
    there.focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);
  document.addEventListener("DOMContentLoaded", reveal);
})();
