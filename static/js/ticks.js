// Rows that are ticked, list by list: how many, all at once, and none that a new list no longer shows.
(() => {
  "use strict";
  const ones = (form) => [...form.elements].filter((one) => one.matches(".tick-one"));

  function count() {
    for (const form of document.querySelectorAll("form.ticked")) {
      const all = ones(form), ticked = all.filter((one) => one.checked).length;
      for (const one of form.querySelectorAll(".tick-all")) {
        one.hidden = !all.length;
        one.checked = ticked > 0 && ticked === all.length;
        one.indeterminate = ticked > 0 && ticked < all.length;
      }
      const said = form.querySelector(".tick-said");
      said.dataset.usual ??= said.textContent;
      said.textContent = ticked ? _("%(count)s ticked", { count: ticked }) : said.dataset.usual;
    }
  }
  document.addEventListener("change", (event) => {
    const { target } = event;
    if (target.matches(".tick-all")) for (const one of ones(target.form)) one.checked = target.checked;
    if (target.matches(".tick-all, .tick-one")) count();
  });
  for (const name of ["DOMContentLoaded", "htmx:afterSettle"]) document.addEventListener(name, count);
  window.addEventListener("pageshow", count);
})();
