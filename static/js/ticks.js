// Rows that are ticked: how many, all at once, and none that a new list no longer shows.
(() => {
  "use strict";
  const ones = () => [...document.querySelectorAll(".tick-one")];

  function count() {
    const all = ones(), ticked = all.filter((one) => one.checked).length;
    for (const one of document.querySelectorAll(".tick-all")) {
      one.hidden = !all.length;
      one.checked = ticked > 0 && ticked === all.length;
      one.indeterminate = ticked > 0 && ticked < all.length;
    }
    for (const said of document.querySelectorAll(".tick-said")) {
      said.dataset.usual ??= said.textContent;
      said.textContent = ticked ? _("%(count)s ticked", { count: ticked }) : said.dataset.usual;
    }
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches(".tick-all")) for (const one of ones()) one.checked = event.target.checked;
    if (event.target.matches(".tick-all, .tick-one")) count();
  });
  for (const name of ["DOMContentLoaded", "htmx:afterSettle"]) document.addEventListener(name, count);
  window.addEventListener("pageshow", count);
})();
