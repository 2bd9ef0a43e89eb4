// The board: a card that is dropped on another column opens the form of that move, as its menu does.
(() => {
  "use strict";
  const parts = () => document.getElementById("board_parts");
  let held, moved, across = 0;

  // Cards can be taken only where scripts run: without, the menu is the way.
  function ready() {
    for (const card of parts()?.querySelectorAll(".board-card:has([data-to])") ?? []) card.draggable = true;
  }
  document.addEventListener("DOMContentLoaded", ready);

  const column = (event) => held && event.target.closest?.(".board-column");
  const way = (to) => to?.dataset.rung !== held.dataset.rung && held.querySelector(`[data-to="${to?.dataset.rung}"]`);
  const unmark = (name) => document.querySelectorAll(`.${name}`).forEach((one) => one.classList.remove(name));

  document.addEventListener("dragstart", (event) => {
    held = event.target.closest?.(".board-card");
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.querySelector("a").textContent);
    held.classList.add("held");
    document.querySelector(".board").classList.add("moving");
  });
  document.addEventListener("dragover", (event) => {
    const to = column(event);
    unmark("over");
    if (!to || !way(to)) return;
    event.preventDefault();
    to.classList.add("over");
  });
  document.addEventListener("drop", (event) => {
    const to = column(event);
    if (!to || !way(to)) return;
    event.preventDefault();
    way(to).click();
  });
  document.addEventListener("dragend", () => {
    ["over", "held", "moving"].forEach(unmark);
    held = undefined;
  });

  // An open menu goes with Escape, back to what opened it.
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.(".board-card details[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // The board is renewed where it stands; who moved a card finds it again in its new column.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".board-card [data-to]");
    if (link) moved = link.closest(".board-card").id;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === parts()) across = parts().querySelector(".board").scrollLeft;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== parts()) return;
    ready();
    parts().querySelector(".board").scrollLeft = across;
    const card = moved && document.getElementById(moved);
    moved = undefined;
    if (document.activeElement !== document.body) return;
    (card?.querySelector("summary") ?? document.getElementById("saved")).focus({ preventScroll: !card });
  });
})();
