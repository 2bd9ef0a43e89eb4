// The day that a slider of months stands at is said while it moves; the page follows it.
(() => {
  "use strict";
  document.addEventListener("input", ({ target }) => {
    if (!target.dataset.days) return;
    const day = JSON.parse(target.dataset.days)[target.value];
    target.setAttribute("aria-valuetext", day);
    for (const label of target.labels) label.querySelector("output").textContent = day;
  });
})();
