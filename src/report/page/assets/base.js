// What everything below uses: the data, the state, elements, texts, numbers, packed parts.
const DATA = JSON.parse(document.getElementById("data").textContent);
for (const of of DATA.blocks) of.units = of.units.map(([name, incomplete, errors, ranked]) => ({ name, incomplete, errors, ranked }));
const VIEWS = ["xep-hang", "linh-vuc", "tieu-chi", "phan-bo", "so-sanh", "phuong-phap"];
const state = { lang: DATA.lang, block: 0, view: "xep-hang", unit: null };
const at = () => (state.lang === "en" ? 1 : 0);
const t = (key) => WORDS[key][at()];
/** A text of the data, which is one string or one per language. */
const say = (both) => (Array.isArray(both) ? both[at()] : both);
/** Published digits with the decimal sign of the language; never computed. */
const digits = (text) => (text == null ? "" : state.lang === "vi" ? text.replace(".", ",") : text).replace(/^-/, "−");
const show = (cell) => {
  if (cell == null) return "";
  if (typeof cell === "number") return String(cell);
  if (Array.isArray(cell)) return cell.length === 1 ? digits(cell[0]) : say(cell);
  return cell.replace(/^-(?=\d)/, "−");
};
/** Published digits of a difference, with its sign. */
const signed = (text) => (text.startsWith("-") ? "" : "+") + digits(text);
/** A number only for sorting and for the length of bars. */
const rough = (text) => Number.parseFloat(String(text).replace(",", ".").replace("−", "-"));
const fold = (text) =>
  text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replace(/\s+/g, " ").trim();
const block = () => DATA.blocks[state.block];
const setOf = (of) => DATA.sets[of.set];

/** An element. Texts become text nodes, whatever is in them; nothing here reads markup. */
function el(name, attributes, ...children) {
  const svg = ["svg", "rect", "line", "text", "g", "path", "title"].includes(name);
  const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value == null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(3).filter((child) => child != null && child !== ""));
  return made;
}
/** A text from the papers, which are in Vietnamese. */
const vi = (text) => (state.lang === "vi" ? text : el("span", { lang: "vi" }, text));
const heading = (level, text, more) => el(`h${level}`, { ...more }, text);

const unpacked = new Map();
/** A packed part of the page. */
function unpack(id) {
  if (!unpacked.has(id)) {
    const read = async () => {
      const text = atob(document.getElementById(id).textContent);
      const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      return new Response(stream).json();
    };
    unpacked.set(id, read());
    // Few are kept, so that looking at thousands of units costs no memory.
    if (unpacked.size > 12) unpacked.delete(unpacked.keys().next().value);
  }
  return unpacked.get(id);
}

/** Where something is: language, block, view or unit. */
function link(to) {
  const at = { lang: state.lang, block: state.block, view: "xep-hang", unit: null, ...to };
  const parts = [at.lang, "khoi", DATA.blocks[at.block]?.id ?? "", ...(at.unit == null ? [at.view] : ["don-vi", at.unit])];
  return "#" + parts.map(encodeURIComponent).join("/");
}

/** The marks of a unit, in words. */
function marks(unit) {
  const mark = (kind, text) => el("span", { class: `mark ${kind}` }, text);
  return [
    unit.incomplete ? [" ", mark("incomplete", `* ${t("incomplete")}`)] : [],
    unit.errors > 0 ? [" ", mark("faulty", `! ${t("faulty")} (${unit.errors})`)] : [],
    unit.ranked ? [] : [" ", mark("incomplete", t("unranked"))],
  ];
}
