/* The page of the search. It asks for nothing but the index, and for that as a script: a section opened by double click
   may not fetch. Without this file the page still says where to look. */
(() => {
  "use strict";
  const { small, pattern } = window.cchcWords;
  const { unpack, search } = window.cchcRanking;
  const VERSION = 1, STEP = 20;
  const form = document.getElementById("_tim-kiem");
  const box = document.getElementById("_q");
  const status = document.getElementById("_ket-luan");
  const list = document.getElementById("_ket-qua");
  const found = document.getElementById("_tim-thay");
  const more = document.getElementById("_xem-them");
  const kinds = Array.from(form.elements.loai);
  const names = kinds.map((one) => one.nextElementSibling.textContent);
  let index = null, loading = false, rest = [], answer = null, timer = 0, asked = null;
  /* asked: the question as it was sent, by Tìm or by the address */

  const kind = () => (kinds.find((one) => one.checked) || kinds[0]).value;
  const say = (text) => { status.textContent = text; };

  // ---- the index: asked for when the box is first used -----------------------------------------------------------

  window.cchcIndex = (raw) => {
    if (raw.v !== VERSION) { say("Trang này đã cũ. Hãy tải lại trang rồi tìm lại."); return; }
    index = unpack(raw);
    show(asked === box.value);
  };

  function load() {
    if (index || loading) return;
    loading = true;
    const script = document.createElement("script");
    script.src = form.dataset.index;
    script.onerror = () => { loading = false; script.remove(); say("Chưa tải được danh mục tìm kiếm. Kiểm tra mạng rồi bấm Tìm lần nữa."); };
    document.head.appendChild(script);
  }

  // ---- results ---------------------------------------------------------------------------------------------------

  function element(name, className, ...inside) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  }

  /* The text with the words asked for marked; they are found in small letters, which are as long. */
  function marked(text) {
    const whole = text.normalize("NFC"), lower = small(whole), parts = [];
    if (lower.length !== whole.length) return [whole];
    let done = 0, word;
    pattern.lastIndex = 0;
    while ((word = pattern.exec(lower))) {
      if (!answer.shows(word[0])) continue;
      parts.push(whole.slice(done, word.index), element("mark", "", whole.slice(word.index, pattern.lastIndex)));
      done = pattern.lastIndex;
    }
    return parts.concat(whole.slice(done));
  }

  function entry(page) {
    const link = element("a", "", ...marked(page.title));
    const file = window.location.protocol === "file:" ? page.address.replace(/\/(#|$)/, "/index.html$1") : page.address;
    link.href = form.dataset.root + file;
    const day = page.day && `${page.day.slice(6)}/${page.day.slice(4, 6)}/${page.day.slice(0, 4)}`;
    const item = element("li", "", element("h3", "cc-title", link));
    item.append(element("p", "cc-meta", [page.label, page.number, day].filter(Boolean).join(" · ")));
    if (page.summary) item.append(element("p", "cc-sum", ...marked(page.summary)));
    return item;
  }

  function addMore() {
    const fresh = rest.splice(0, STEP).map(entry);
    list.append(...fresh);
    more.hidden = !rest.length;
    return fresh;
  }

  function verdict(query, count, all) {
    const where = kind() ? ` trong mục ${names[kinds.findIndex((one) => one.checked)]}` : "";
    const typed = answer.mended ? `“${query}” (tìm theo: ${answer.mended})` : `“${query}”`;
    if (!all) return `Không tìm thấy ${typed}. Thử bớt chữ, hoặc xem các mục và cách hỏi trực tiếp bên dưới.`;
    if (!count) return `Không có kết quả${where}. Chọn “${names[0]}” để xem ${all} kết quả ở mục khác.`;
    if (answer.near) return `Không trang nào có đủ các chữ ${typed}; gần nhất có ${count} trang${where}.`;
    return `${count} kết quả cho ${typed}${where}.`;
  }

  /* What the box asks for. Once somebody pressed Tìm its last word is whole, unless no page has it. */
  function answered(whole) {
    const typed = box.value.replace(/^\s+/, ""), closed = whole && search(`${typed} `, index);
    return closed && closed.pages.length && !closed.near ? closed : search(typed, index);
  }

  function show(whole) {
    const query = box.value.trim();
    list.textContent = "";
    more.hidden = found.hidden = true;
    if (!query) { say(""); kinds.forEach((one, at) => { one.nextElementSibling.textContent = names[at]; }); return; }
    if (!index) { say("Đang tải…"); load(); return; }
    answer = answered(whole);
    const of = (value) => answer.pages.filter((page) => !value || page.kind === value);
    kinds.forEach((one, at) => { one.nextElementSibling.textContent = `${names[at]} (${of(one.value).length})`; });
    rest = of(kind());
    say(verdict(query, rest.length, answer.pages.length));
    addMore();
    found.hidden = !list.firstChild;
  }

  // ---- address, keys ---------------------------------------------------------------------------------------------

  /* The address is the question, so that it can be passed on. A browser may refuse that for files: then it stays. */
  function remember(how) {
    const said = new URLSearchParams();
    if (box.value.trim()) said.set("q", box.value.trim());
    if (kind()) said.set("loai", kind());
    const text = said.toString();
    try { window.history[how](null, "", window.location.pathname + (text && `?${text}`)); } catch (refused) { /* see above */ }
  }

  function recall() {
    const said = new URLSearchParams(window.location.search);
    box.value = said.get("q") || "";
    kinds.forEach((one) => { one.checked = one.value === (said.get("loai") || ""); });
    if (!kinds.some((one) => one.checked)) kinds[0].checked = true;
    asked = box.value;
    show(true);
  }

  function move(event) {
    const links = Array.from(list.querySelectorAll("a")), at = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && at >= 0) box.focus();
    else if (!step || (at < 0 && (step < 0 || document.activeElement !== box)) || (step > 0 && !links[at + 1])) return;
    else (links[at + step] || box).focus();
    event.preventDefault();
  }

  box.addEventListener("focus", load);
  box.addEventListener("input", () => {
    load();
    clearTimeout(timer);
    timer = setTimeout(() => { remember("replaceState"); show(); }, 200);
  });
  kinds.forEach((one) => one.addEventListener("change", () => { remember("replaceState"); show(asked === box.value); }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    remember("pushState");
    asked = box.value;
    show(true);
    status.focus(); // on a telephone this puts the keyboard away; the next Tab is the first result
  });
  more.addEventListener("click", () => { const [first] = addMore(); first.querySelector("a").focus(); });
  document.addEventListener("keydown", move);
  window.addEventListener("popstate", recall);
  recall();
})();
