// What went wrong is said at the top of the page, also where no part of the page asked for it.
(() => {
  "use strict";
  const place = () => document.getElementById("page-errors");

  // A whole page in answer to a request for a part of one: show only what it says.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const detail = event.detail;
    if (detail.xhr.status < 400 || !detail.serverResponse.includes('id="page-errors"')) return;
    detail.target = place();
    detail.selectOverride = "#main > .failure";
    detail.swapOverride = "innerHTML show:top";
  });

  // A request that never reached the program.
  document.addEventListener("htmx:sendError", (event) => {
    if (event.defaultPrevented) return;
    const text = document.createElement("p");
    text.textContent = _("The program did not answer. Check the connection and try again; if you were saving, look first whether it was saved.");
    place().replaceChildren(text);
    place().scrollIntoView({ block: "nearest" });
  });

  // A form that comes back begins with what is wrong: reading and typing go on there.
  document.addEventListener("DOMContentLoaded", () => document.getElementById("error-summary")?.focus());
  // Where htmx put a whole element in the place of another, the one that was there is told of.
  document.addEventListener("htmx:afterSettle", ({ detail: { target } }) => (document.getElementById(target.id) ?? target).querySelector("#error-summary")?.focus());

  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) place().replaceChildren(); });
})();
