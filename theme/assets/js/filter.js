/* Sifts a list in place by the cuts that are links above it, several at once, and by words. Without this file every
   such link leads to its cut as before. */
(() => {
  "use strict";
  const { words, spelled, unaccented, squeezed } = window.cchcWords;
  const form = document.getElementById("_loc"), box = document.getElementById("_loc-chu");
  const status = document.getElementById("_tong");
  const pager = document.querySelector(".cc-pages");
  const article = form.closest("article") || document.body;
  const cardsIn = (page) => Array.from(page.querySelectorAll(".cc-list > li"));
  const cards = cardsIn(article);
  const held = {}; // cap/xa → places of its entries in the whole list
  form.dataset.sieve.split(" ").forEach((cut) => {
    const [word, places] = cut.split("=");
    held[word] = new Set(places.split(",").map(Number));
  });
  const chips = Array.from(article.querySelectorAll("a[href]")).map((link) => {
    const found = /loc\/([^/]+\/[^/]+)\/(?:index\.html)?$/.exec(link.getAttribute("href"));
    return { link, word: found ? found[1] : "", count: link.querySelector("span") };
  }).filter((chip) => held[chip.word]);
  const groupOf = (word) => word.split("/")[0];
  let chosen = {}; // cap → cap/xa
  let next = document.querySelector(".cc-pages a[rel=next]"), timer = 0;
  let partial = !!next && window.location.protocol === "file:"; // only a list made for that is whole there

  // ---- which entries pass ------------------------------------------------------------------------------------------

  /* Its pieces of text with blanks between them: neighbouring blocks have none of their own. */
  function textOf(card) {
    if (!card.sieve) {
      const pieces = [], walk = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) pieces.push(walk.currentNode.data);
      card.sieve = { words: words(pieces.join(" ")), all: squeezed(pieces.join(" ")) };
    }
    return card.sieve;
  }

  function has(card, typed) {
    const text = textOf(card);
    const key = squeezed(typed); // `25/KH`, `2002854`: a number however it is typed
    if (/\d/.test(key) && key.length > 2 && text.all.includes(key)) return true;
    return words(typed).every((word) => text.words.some((one) => spelled(word) === unaccented(word)
      ? unaccented(one).startsWith(unaccented(word)) : spelled(one).startsWith(spelled(word))));
  }

  const inCuts = (place, but) => Object.keys(chosen).every((group) => group === but || held[chosen[group]].has(place));

  function show() {
    const typed = box.value.split(/\s+/).filter(Boolean);
    const active = typed.length > 0 || Object.keys(chosen).length > 0;
    const byText = cards.map((card) => typed.every((one) => has(card, one)));
    let seen = 0;
    cards.forEach((card, place) => {
      card.hidden = !(byText[place] && inCuts(place, ""));
      seen += card.hidden ? 0 : 1;
    });
    chips.forEach(({ link, word, count }) => {
      if (chosen[groupOf(word)] === word) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      if (count) count.textContent = cards.filter((_, place) =>
        byText[place] && held[word].has(place) && inCuts(place, groupOf(word))).length;
    });
    new Set(cards.map((card) => card.closest("section")).filter(Boolean)).forEach((section) => {
      section.hidden = cards.every((card) => card.hidden || card.closest("section") !== section);
    });
    if (pager) pager.hidden = active && !partial;
    form.toggleAttribute("data-active", active);
    const note = partial ? " của trang này" : "";
    status.textContent = active ? `${seen} trong ${cards.length} mục${note}` : "";
  }

  // ---- a list of several pages is fetched whole when first sifted ----------------------------------------------------

  async function fetchRest() {
    while (next && !partial) {
      try {
        const answer = await fetch(next.href);
        if (!answer.ok) throw new TypeError(answer.status);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html"), from = answer.url;
        const last = cards[cards.length - 1].parentNode;
        cardsIn(page).forEach((card) => {
          card.querySelectorAll("a[href]").forEach((link) => { link.href = new URL(link.getAttribute("href"), from).href; });
          cards.push(last.appendChild(document.importNode(card, true)));
        });
        const after = page.querySelector(".cc-pages a[rel=next]");
        next = after && { href: new URL(after.getAttribute("href"), from).href };
      } catch (refused) {
        partial = true; // no network: say so, and let the links be links
      }
    }
  }

  async function sift(how) {
    if (how) remember(how);
    if (next && (box.value.trim() || Object.keys(chosen).length)) await fetchRest();
    show();
  }

  // ---- the state stands behind the # of the address ------------------------------------------------------------------

  function remember(how) {
    const state = new URLSearchParams();
    Object.keys(chosen).sort().forEach((group) => state.set(group, chosen[group].split("/")[1]));
    if (box.value.trim()) state.set("q", box.value.trim());
    const { pathname, search } = window.location;
    try { window.history[how](null, "", pathname + search + (String(state) && `#${state}`)); } catch (refused) { /* a file: no address to keep it in */ }
  }

  function recall() {
    const state = new URLSearchParams(window.location.hash.slice(1));
    chosen = {};
    state.forEach((value, group) => { if (held[`${group}/${value}`]) chosen[group] = `${group}/${value}`; });
    box.value = state.get("q") || "";
    sift("");
  }

  chips.forEach(({ link, word }) => link.addEventListener("click", (event) => {
    if (partial || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const group = groupOf(word);
    if (chosen[group] === word) delete chosen[group];
    else chosen[group] = word;
    sift("pushState").then(() => { if (partial) window.location.assign(link.href); });
  }));
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => sift("replaceState"), 150); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); sift("replaceState"); });
  form.addEventListener("reset", (event) => { event.preventDefault(); chosen = {}; box.value = ""; sift("pushState"); box.focus(); });
  window.addEventListener("popstate", recall);
  if (cards.length) {
    form.removeAttribute("data-asleep");
    recall();
  }
})();
