// On a phone the main links scroll sideways: bring the one of this page into view.
(() => {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const here = document.querySelector(".masthead nav [aria-current]");
    const links = here?.parentElement;
    if (links) links.scrollLeft = here.offsetLeft - links.offsetLeft - (links.clientWidth - here.offsetWidth) / 2;
  });
})();
