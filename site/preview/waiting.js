// The page before the first site: it loads again as soon as anything differs
// from what it shows.
"use strict";
(() => {
  const shown = document.currentScript.dataset;
  const events = new EventSource(shown.events);
  const reload = () => location.reload();
  events.addEventListener("ok", reload);
  events.addEventListener("reload", reload);
  events.addEventListener("problems", (event) => {
    if (event.data !== shown.problems) {
      reload();
    }
  });
  addEventListener("pagehide", () => events.close());
})();
