/* Tells the page around the frame how high the content is, so that nobody scrolls twice; nothing else is told. */
(() => {
  "use strict";
  if (window.parent === window) return;
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== told) window.parent.postMessage({ cchc: "cao", cao: height }, "*");
    told = height;
  };
  new ResizeObserver(tell).observe(document.body);
  window.addEventListener("load", () => { told = 0; tell(); }); // whoever listens may have come late
})();
