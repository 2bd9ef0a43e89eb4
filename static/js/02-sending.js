// Sending what waits, one by one and in one tab at a time. The form's once-only key makes an entry
// whose answer was lost find what was logged of it before. Shared with the service worker.
(() => {
  "use strict";

  async function send(one) {
    const headers = { "HX-Request": "true", "HX-Target": "door_form", "Same-Door-Person": one.person };
    const reply = await fetch(one.to, { method: "POST", body: new URLSearchParams(one.fields), headers, redirect: "error" }).catch(() => null);
    // Only our own program says where to go on: what else answers (a hotel's sign-in page) is no answer.
    const logged = reply?.ok && reply.headers.get("HX-Redirect");
    if (logged) return { state: "sent", logged };
    if (reply?.status === 401) return { state: "sign-in" };
    if (reply && [403, 404, 409, 413, 422].includes(reply.status)) return { state: "refused", answer: await reply.text() };
    return { state: "waiting" };
  }
  async function sendAll(person) {
    for (const one of await self.keeping.all("entries", person)) {
      if (one.state === "refused") continue;
      await mark({ ...one, state: "sending" });
      const outcome = await send(one);
      if (outcome.state === "sent") await self.keeping.take("entries", one.id);
      else await mark({ ...one, ...outcome });
      self.keeping.tell({ ...outcome, title: one.title });
      if (outcome.state === "sign-in") await self.keeping.leave();
      if (outcome.state === "waiting" || outcome.state === "sign-in") return;
    }
  }
  // What was discarded meanwhile stays so.
  async function mark(one) {
    if (!(await self.keeping.get("entries", one.id))) return;
    await self.keeping.put("entries", one);
    self.keeping.tell({});
  }
  async function flush(person) {
    const turn = () => sendAll(person);
    return navigator.locks ? navigator.locks.request("samedoor-queue", turn) : turn();
  }

  self.sending = { flush };
})();
