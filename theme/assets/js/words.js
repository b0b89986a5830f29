/* Words as plugins/cchc/vietnamese/spelling.py cuts and spells them; tests/search/spelling.tsv goes through both. */
(() => {
  "use strict";
  const WORD = /[0-9a-z\u00c0-\u024f\u1e00-\u1eff]+/g;
  const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
  const MARKS = /[\u0300-\u036f]/g;
  const Y_FOR_I = /^(qu|[bcdđghklmnpqrstvx]+)y$/;

  /* The same words are asked about again and again. */
  function remembered(make) {
    const known = new Map();
    return (word) => {
      if (!known.has(word)) known.set(word, make(word));
      return known.get(word);
    };
  }

  const small = (text) => text.normalize("NFC").toLowerCase().replace(/[\u00f0\u0256]/g, "đ");
  const words = (text) => small(text).match(WORD) || [];
  const spelled = remembered((word) => {
    const letters = word.normalize("NFD");
    const tone = (letters.match(TONES) || []).join("");
    return (letters.replace(TONES, "").normalize("NFC").replace(Y_FOR_I, "$1i") + tone).normalize("NFC");
  });
  const unaccented = remembered((word) => spelled(word).normalize("NFD").replace(MARKS, "").replace(/đ/g, "d"));
  const squeezed = (text) => words(text).map(unaccented).join("");

  window.cchcWords = { words, spelled, unaccented, squeezed, small, pattern: WORD };
})();
