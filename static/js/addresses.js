// An address that one may pass on names only the filters that are set.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") return;
  const asked = event.detail.formData;
  for (const name of [...asked.keys()]) if (asked.getAll(name).every((value) => value === "")) asked.delete(name);
});
