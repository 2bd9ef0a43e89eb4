// A suggestion that is decided makes room for a short answer. Where it reached above the window, the
// answer takes the place of its foot, so that what stands below stays where one reads it; then it is
// in sight, and htmx's focus on it scrolls nothing.
(() => {
  "use strict";
  let foot = null;

  document.addEventListener("htmx:beforeSwap", (event) => {
    const card = event.detail.target;
    if (!card.matches("article.suggestion")) return;
    const { top, bottom } = card.getBoundingClientRect();
    foot = top < 0 ? bottom : null;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const answer = event.target;
    if (!answer.matches(".suggestion[role=status]")) return;
    if (foot !== null) scrollBy({ top: answer.getBoundingClientRect().bottom - foot, behavior: "instant" });
    answer.scrollIntoView({ block: "nearest", behavior: "instant" });
  });
})();
