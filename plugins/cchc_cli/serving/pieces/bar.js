/* Asks the preview to say when this page has changed; keeps the place where the reader was. */
(() => {
  const bar = document.getElementById("cchc-xem-thu");
  const more = document.getElementById("cchc-xt-khac");
  const kept = JSON.parse(sessionStorage.getItem("cchc-xem-thu") || "{}");
  sessionStorage.removeItem("cchc-xem-thu");
  if (kept.place === location.pathname) {
    if (more && kept.open) more.open = true;
    const back = () => scrollTo({ left: 0, top: kept.top, behavior: "instant" });
    back();
    addEventListener("load", back);
  }
  const question = "/_cchc/doi?" + new URLSearchParams({ trang: location.pathname, nhan: bar.dataset.nhan, co: bar.dataset.co });
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  const shown = () => new Promise((done) => {
    if (!document.hidden) return done();
    document.addEventListener("visibilitychange", done, { once: true });
  });

  async function wait() {
    for (;;) {
      await shown(); // pages nobody looks at hold no connection
      const stop = new AbortController();
      const hide = () => document.hidden && stop.abort();
      document.addEventListener("visibilitychange", hide);
      try {
        const answer = await fetch(question, { signal: stop.signal });
        if (answer.status === 200) {
          const there = await answer.text();
          if (there) return location.replace(there);
          const place = { place: location.pathname, top: scrollY, open: Boolean(more && more.open) };
          sessionStorage.setItem("cchc-xem-thu", JSON.stringify(place));
          return location.reload();
        }
        if (answer.status !== 204) await pause(1000);
      } catch {
        await pause(1000); // stopped, or about to start again
      } finally {
        document.removeEventListener("visibilitychange", hide);
      }
    }
  }
  wait();
})();
