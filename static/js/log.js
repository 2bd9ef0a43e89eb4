// Forms that people write in: another line without asking the server, the doors of the chosen State, and a
// button that cannot be pressed twice.
(() => {
  "use strict";

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-line]");
    if (!button) return;
    event.preventDefault();
    const lines = button.closest("fieldset").querySelectorAll(".line, .raised");
    const added = lines[lines.length - 1].cloneNode(true);
    for (const field of added.querySelectorAll("input, select, textarea")) {
      if (field.tagName !== "SELECT") field.value = "";
      field.setAttribute("aria-label", (field.getAttribute("aria-label") || "").replace(/\d+/, String(lines.length + 1)));
    }
    button.before(added);
    added.querySelector("input:not([type=hidden]), textarea").focus();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id !== "log" && form.id !== "plan") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));
})();
