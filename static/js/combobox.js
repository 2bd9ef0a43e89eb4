// A field that offers States as one types. The server finds them (GET data-options?q=...) and
// without this script the field is a plain one that the server understands as well.
(() => {
  "use strict";
  const wait = 120;

  function enhance(box) {
    const input = box.querySelector("input");
    const list = document.createElement("ul");
    list.id = `${input.id}-options`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", _("States"));
    box.append(list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
    let timer, asked = 0, active = -1;
    // While `stale`, the list is not that of what is typed, and nothing is taken from it: what was
    // wished for meanwhile (a State's code, "" for the first) is `take`n from the one that comes.
    let stale = false, take = null;
    const options = () => [...list.children].filter((one) => !one.hasAttribute("aria-disabled"));

    function close() {
      clearTimeout(timer);
      asked++;
      stale = false;
      take = null;
      list.replaceChildren();
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      input.removeAttribute("aria-busy");
    }
    function mark(next) {
      const all = options();
      if (!all.length) return;
      active = (next + all.length) % all.length;
      all.forEach((one, i) => one.setAttribute("aria-selected", String(i === active)));
      input.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    }
    function choose(option) {
      input.value = option.dataset.name || option.textContent.trim();
      close();
      input.dispatchEvent(new CustomEvent("state-chosen", { bubbles: true, detail: option.dataset.value }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    async function look() {
      clearTimeout(timer);
      const number = ++asked, q = input.value.trim();
      if (!q) return close();
      if (input.dataset.known) {
        list.replaceChildren(...known(q));
        return shown();
      }
      input.setAttribute("aria-busy", "true");
      const reply = await fetch(`${box.dataset.options}?q=${encodeURIComponent(q)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
      if (number !== asked) return;
      if (!reply?.ok || document.activeElement !== input) return close();
      const found = await reply.text();
      if (number !== asked) return;
      list.innerHTML = found;
      shown();
    }
    function shown() {
      options().forEach((one, i) => { one.id = `${list.id}-${i}`; });
      input.setAttribute("aria-expanded", String(list.childElementCount > 0));
      input.removeAttribute("aria-busy");
      active = -1;
      stale = false;
      const wish = take, taken = wish === null ? null : options().find((one) => !wish || one.dataset.value === wish);
      take = null;
      if (taken) choose(taken);
    }
    function wait_for(option) {
      take = option ? option.dataset.value : "";
      look();
    }
    // Without a network: the States that the page brought along, each with all its names.
    function known(q) {
      const folded = q.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      const all = [...document.getElementById(input.dataset.known).content.children];
      const rank = (one) => ` ${one.dataset.names}`.indexOf(` ${folded}`);
      return all.filter((one) => rank(one) >= 0).sort((a, b) => rank(a) - rank(b)).slice(0, 8).map((one) => one.cloneNode(true));
    }
    input.addEventListener("input", () => { clearTimeout(timer); asked++; stale = true; take = null; timer = setTimeout(look, wait); });
    input.addEventListener("keydown", (event) => {
      const open = options().length > 0;
      if (event.key === "ArrowDown" && open) mark(active + 1);
      else if (event.key === "ArrowUp" && open) mark(active - 1);
      else if (event.key === "Enter" && stale && input.value.trim()) wait_for(options()[active]);
      else if (event.key === "Enter" && open) choose(options()[Math.max(active, 0)]);
      else if (event.key === "Escape" && (open || stale)) close();
      else return;
      event.preventDefault();
    });
    // Chosen by the click, not by the first touch: a finger may begin to scroll, and the click of a
    // list that is gone already would fall on the field beneath.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]:not([aria-disabled])");
      if (option && stale) wait_for(option);
      else if (option) choose(option);
    });
    input.addEventListener("blur", close);
  }

  // On a page that is opened, and in a form that opens in one.
  document.addEventListener("htmx:load", (event) => event.detail.elt.querySelectorAll("[data-combobox]:not(:has([role=combobox]))").forEach(enhance));
})();
