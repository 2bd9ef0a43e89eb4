// What a script says, in the page's language: the page brings the words that are not English.
(() => {
  const brought = document.getElementById("words");
  const words = brought ? JSON.parse(brought.textContent) : {};
  window._ = (text, named = {}) =>
    (words[text] || text).replace(/%\((\w+)\)s/g, (_all, name) => named[name] ?? "");
})();
