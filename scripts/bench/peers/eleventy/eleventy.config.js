// Lists, cuts and feeds as the other programs have them. `cuts` are all pages of all lists, 20 entries each.
const KEYS = ["linh-vuc", "loai", "the", "muc-do", "cap", "linh-vuc-tthc", "nam-tin-tuc", "nam-ke-hoach"];
const FOLDERS = ["tin-tuc", "thu-tuc", "ke-hoach"];
const iso = (day) => new Date(day).toISOString().slice(0, 10);

export default function (config) {
  const slug = config.getFilter("slugify");
  const newest = (pages) => pages.sort((a, b) => b.date - a.date || (a.fileSlug < b.fileSlug ? -1 : 1));
  const lists = (all) => {
    const found = FOLDERS.map((name) => ({ name, address: `/${name}/`, items: newest(all.getFilteredByGlob(`content/${name}/*.md`)) }));
    for (const key of KEYS) {
      const terms = {};
      for (const page of newest(all.getFilteredByGlob("content/*/*.md")))
        for (const term of page.data[key] || []) (terms[term] ||= []).push(page);
      for (const [name, items] of Object.entries(terms)) found.push({ name, items, key, address: `/${key}/${slug(name)}/` });
    }
    return found;
  };
  config.addCollection("news", (all) => newest(all.getFilteredByGlob("content/tin-tuc/*.md")).slice(0, 10));
  config.addCollection("fields", (all) => lists(all).filter((list) => list.key === "linh-vuc"));
  config.addCollection("feeds", (all) =>
    [{ name: "", address: "/", items: newest(all.getFilteredByGlob("content/*/*.md")) }, ...lists(all)].map((list) => ({ ...list, items: list.items.slice(0, 30) })));
  config.addCollection("cuts", (all) =>
    lists(all).flatMap((list) => {
      const total = Math.ceil(list.items.length / 20);
      return Array.from({ length: total }, (_, at) => ({
        ...list, total, number: at + 1, items: list.items.slice(at * 20, at * 20 + 20), place: at ? `${list.address}trang/${at + 1}/` : list.address,
      }));
    }));
  config.addFilter("isoDay", iso);
  config.addFilter("vnDay", (day) => iso(day).split("-").reverse().join("/"));
  config.addFilter("mailDay", (day) => new Date(day).toUTCString());
  config.addFilter("plain", (html) => (html || "").replace(/<[^>]*>/g, " ").replace(/\s+/g, " "));
  return { dir: { input: "content", output: "_site" }, markdownTemplateEngine: false };
}
