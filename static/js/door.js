// A door's page: its forms open over it, and what they save shows in the page that stayed.
(() => {
  "use strict";
  const dialog = () => document.getElementById("door_dialog");
  const place = () => document.getElementById("door_form");

  // A form that was closed and not saved is still there with what was typed: show that one again.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { verb, path } = event.detail.requestConfig;
    if (!dialog() || verb !== "get" || event.detail.target !== place()) return;
    if (dialog().dataset.from === path && place().hasChildNodes()) {
      event.preventDefault();
      dialog().showModal();
    } else {
      dialog().dataset.from = path;
    }
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (dialog() && event.detail.target === place() && !dialog().open) dialog().showModal();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#door_dialog [data-close]")) return;
    event.preventDefault();
    dialog().close();
  });
  // What went wrong is said at the top of the page: the form may not lie over it.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (dialog()?.open && event.detail.target.id === "page-errors") dialog().close();
  });

  document.addEventListener("saved", (event) => {
    if (!dialog()) return;
    place().replaceChildren();
    if (dialog().open) dialog().close();
    say(event.detail.value);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && dialog()) say(""); });

  // What was saved is said for a while, and longer to who stands there.
  let silence;
  function say(words) {
    const said = document.getElementById("saved");
    said.textContent = words;
    clearTimeout(silence);
    if (words) silence = setTimeout(() => (document.activeElement === said ? say(words) : say("")), 10000);
  }

  // The page's parts are renewed: what was unfolded stays so, the lanes stay where they were, and
  // who stood on something that is gone goes on at what is said.
  let unfolded = [], across = 0;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const parts = event.detail.target;
    if (parts.id !== "door_parts") return;
    unfolded = [...parts.querySelectorAll("details[id][open]")].map((one) => one.id);
    across = parts.querySelector(".lanes-scroll")?.scrollLeft ?? 0;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const parts = event.detail.target;
    if (parts.id !== "door_parts") return;
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
    const lanes = parts.querySelector(".lanes-scroll");
    if (lanes) lanes.scrollLeft = across;
    if (document.activeElement === document.body) document.getElementById("saved").focus({ preventScroll: true });
  });
})();
