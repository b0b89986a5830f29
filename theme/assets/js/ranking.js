/* What a question finds in the index (plugins/cchc/products/search_index.py), the best first. Touches no page. */
(() => {
  "use strict";
  const { words, spelled, unaccented, squeezed } = window.cchcWords;
  const FAVOUR = { "thu-tuc": 1.3, trang: 1.2, "phan-anh": 1.1 };
  const WEIGHT = { title: 10, key: 30, number: 9, head: 4, summary: 2, body: 1, kind: 1 };

  // ---- the index, unpacked ---------------------------------------------------------------------------------------

  /* Places out of the gaps between them; see _gaps in search_index.py. */
  function places(gaps) {
    const found = [];
    let free = 0;
    for (let at = 0; at < gaps.length; at++) {
      const code = gaps.charCodeAt(at);
      const digit = code - (code > 92 ? 36 : 35);
      if (digit < 80) { free += digit; found.push(free); free++; } else free += (digit - 79) * 80;
    }
    return found;
  }

  function unpack(raw) {
    const column = (name) => raw[name].split("\n");
    const [title, address, day, number, summary] = ["title", "address", "day", "number", "summary"].map(column);
    const pages = raw.kind.map((kind, at) => ({
      at, title: title[at], address: address[at], day: day[at], number: number[at], summary: summary[at],
      kind: raw.kinds[0][kind], label: raw.kinds[1][kind],
      phrase: ` ${words(title[at]).map(unaccented).join(" ")} `, key: squeezed(number[at]),
    }));
    /* unaccented word → where it stands: [accented word, page, weight] */
    const held = new Map();
    const put = (word, plain, page, weight) => {
      if (!held.has(plain)) held.set(plain, []);
      held.get(plain).push([word, page, weight]);
    };
    const lists = [raw.body.split(" "), raw.heads.split(" ")];
    raw.terms.split(" ").forEach((word, at) => {
      const plain = unaccented(word);
      places(lists[0][at]).forEach((page) => put(word, plain, page, WEIGHT.body));
      places(lists[1][at]).forEach((page) => put(word, plain, page, WEIGHT.head));
    });
    pages.forEach((page) => {
      ["title", "number", "summary"].forEach((field) => words(page[field]).forEach((word) =>
        put(spelled(word), unaccented(word), page.at, WEIGHT[field])));
      words(page.label).forEach((word) => put(spelled(word), unaccented(word), page.at, WEIGHT.kind));
    });
    const groups = raw.same.map((group) => group.map(words)).concat(raw.weak.map((phrase) => [words(phrase)]));
    return { pages, held, groups, same: raw.same.length };
  }

  // ---- the question ----------------------------------------------------------------------------------------------

  /* A typed word and one of ours: the same without accents; with them, where any were typed. */
  const agrees = (typed, ours) =>
    unaccented(typed) === unaccented(ours) && (spelled(typed) === unaccented(typed) || spelled(typed) === spelled(ours));

  /* Letters of which one is missing, too many, wrong or in its neighbour's place. */
  function oneSlip(a, b) {
    if (a.length > b.length) return oneSlip(b, a);
    let at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
    return a.slice(at + 1) === b.slice(at + 1)
      || (a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2));
  }

  /* `hocba` → hoc ba: known words written together; null where it is not. */
  function apart(plain, held, parts) {
    if (!plain) return [];
    for (let end = Math.min(plain.length, 7); parts && end > 1; end--) {
      const rest = held.has(plain.slice(0, end)) && apart(plain.slice(end), held, parts - 1);
      if (rest) return [plain.slice(0, end)].concat(rest);
    }
    return null;
  }

  /* A word no page has: taken apart, else with one slip of the finger mended, else as it is. */
  function mended(word, open, index) {
    const plain = unaccented(word), keys = Array.from(index.held.keys());
    const known = index.held.has(plain) || /\d/.test(plain) || plain.length < 4
      || index.groups.some((group) => group.some((phrase) => phrase.length === 1 && unaccented(phrase[0]) === plain))
      || (open && keys.some((key) => key.startsWith(plain)));
    if (known) return [word];
    const near = () => keys.filter((key) => key[0] === plain[0] && Math.abs(key.length - plain.length) < 2 && oneSlip(key, plain))
      .sort((a, b) => index.held.get(b).length - index.held.get(a).length || (a < b ? -1 : 1)).slice(0, 1);
    const parts = apart(plain, index.held, 5) || near();
    return parts.length ? parts : [word];
  }

  const begins = (ours, typed) => unaccented(ours).startsWith(unaccented(typed))
    && (spelled(typed) === unaccented(typed) || spelled(ours).startsWith(spelled(typed)));

  /* What is asked for, slot by slot: each is found where one of its ways is, a way is some words together. */
  function slots(query, index) {
    const open = !/\s$/.test(query); // the last word may be half typed
    const said = words(query);
    const typed = said.flatMap((word, at) => mended(word, open && at === said.length - 1, index));
    const numbers = query.split(/\s+/).concat(query).map(squeezed).filter((key) => /\d/.test(key) && key.length > 2);
    const asked = [];
    for (let at = 0; at < typed.length;) {
      let best = { length: 0 };
      index.groups.forEach((group, place) => group.forEach((phrase) => {
        if (phrase.length > best.length && phrase.every((word, n) => at + n < typed.length && agrees(typed[at + n], word)))
          best = { length: phrase.length, group, weak: place >= index.same };
      }));
      const own = typed.slice(at, at + (best.length || 1));
      at += own.length;
      const ways = [own].concat(best.length && !best.weak ? best.group : []);
      asked.push({ ways, weak: !!best.weak, open: open && at === typed.length, own });
    }
    /* `25/KH-THCS`, `25 kh thcs`, `2002854`: a page of that number has all its words. */
    asked.forEach((slot) => {
      const key = slot.own.map(unaccented).join("");
      slot.numbers = numbers.filter((number) => number.includes(key));
    });
    return { asked, mended: typed.join() === said.join() ? "" : typed.join(" ") };
  }

  function hitsOfWord(word, open, index) {
    const plain = unaccented(word), accented = spelled(word), hits = new Map();
    const take = (list, factor, same) => list.forEach(([ours, page, weight]) => {
      const exact = same(ours), worth = weight * factor * (exact ? 1 : 0.8), old = hits.get(page);
      if (!old || old.worth < worth) hits.set(page, { worth, exact: exact || !!(old && old.exact) });
      else if (exact) old.exact = true;
    });
    take(index.held.get(plain) || [], 1, (ours) => ours === accented);
    if (open && plain.length > 1)
      index.held.forEach((list, key) => { if (key !== plain && key.startsWith(plain)) take(list, 0.5, (ours) => ours.startsWith(accented)); });
    return hits;
  }

  function hitsOfSlot(slot, index) {
    const hits = new Map();
    if (slot.numbers.length) index.pages.forEach((page) => {
      const match = slot.numbers.some((number) => page.key === number) ? 1 : slot.numbers.some((number) =>
        number.length > 3 && page.key.startsWith(number)) ? 0.5 : 0;
      if (match) hits.set(page.at, { worth: WEIGHT.key * match, exact: true });
    });
    slot.ways.forEach((way, nth) => {
      const each = way.map((word, n) => hitsOfWord(word, slot.open && nth === 0 && n === way.length - 1, index));
      each[0].forEach((_, page) => {
        if (!each.every((one) => one.has(page))) return;
        const worth = each.reduce((sum, one) => sum + one.get(page).worth, 0) / each.length * (nth ? 0.9 : 1);
        const exact = each.every((one) => one.get(page).exact), old = hits.get(page);
        if (!old || old.worth < worth) hits.set(page, { worth, exact: exact || !!(old && old.exact) });
      });
    });
    return hits;
  }

  // ---- the answer ------------------------------------------------------------------------------------------------

  /* How well a title answers: pairs of neighbouring words it has too, and how little else it says. */
  function titleBonus(page, asked) {
    const plain = asked.flatMap((slot) => slot.own).map(unaccented);
    const pairs = plain.slice(1).map((word, n) => ` ${plain[n]} ${word} `);
    const together = pairs.filter((pair) => page.phrase.includes(pair)).length;
    const own = page.phrase.trim().split(" ");
    const said = own.filter((word) => plain.includes(word)).length;
    return (1 + (pairs.length ? 0.6 * together / pairs.length : 0)) * (1 + 0.3 * said / own.length);
  }

  /* Whether a word of a result is one that was asked for: with its accents, where they were typed. */
  function shows(word, asked) {
    return asked.some((slot) => !slot.weak && slot.ways.some((way, nth) => way.some((typed, n) => agrees(typed, word)
      || (slot.open && !nth && n === way.length - 1 && typed.length > 1 && begins(word, typed)))));
  }

  function search(query, index) {
    const { asked, mended } = slots(query, index);
    const accents = words(query).some((word) => spelled(word) !== unaccented(word));
    const sums = new Map();
    let all = 0;
    asked.forEach((slot) => {
      const hits = hitsOfSlot(slot, index);
      const rare = Math.log(1 + index.pages.length / (hits.size + 1)) * (slot.weak ? 0.2 : 1);
      all += slot.weak ? 0 : rare;
      hits.forEach((hit, at) => {
        const sum = sums.get(at) || { score: 0, strong: 0, share: 0, exact: 0 };
        sum.score += hit.worth * rare;
        if (!slot.weak) { sum.strong++; sum.share += rare; sum.exact += hit.exact ? 1 : 0; }
        sums.set(at, sum);
      });
    });
    const needed = asked.filter((slot) => !slot.weak).length;
    const found = [];
    sums.forEach((sum, at) => {
      const page = index.pages[at];
      const accent = accents ? 0.05 + 0.95 * Math.pow(sum.exact / (needed || 1), 2) : 1;
      const score = sum.score * Math.pow(all ? sum.share / all : 1, 2) * accent * titleBonus(page, asked)
        * (FAVOUR[page.kind] || 1);
      found.push({ page, score, whole: sum.strong === needed });
    });
    found.sort((a, b) => b.score - a.score || (a.page.day < b.page.day ? 1 : a.page.day > b.page.day ? -1 : 0)
      || (a.page.address < b.page.address ? -1 : 1));
    const best = found.length ? found[0].score : 0;
    const whole = found.some((one) => one.whole);
    return { pages: found.filter((one) => one.whole || one.score > 0.4 * best).map((one) => one.page),
      near: !whole, mended, shows: (word) => shows(word, asked) };
  }

  window.cchcRanking = { unpack, search, places };
})();
