// The ranking: figures, search, filters, table.
const filters = DATA.blocks.map(() => ({ text: "", class: "", state: "", sort: { column: null, down: false } }));
const folded = DATA.blocks.map((of) => of.units.map((unit) => fold(say(unit.name))));
/** How many units a tile names. */
const NAMED = 4;
const columnOf = (table, key) => table.columns.findIndex((column) => column.key === key);

function unitLink(unit, of = state.block) {
  return [el("a", { href: link({ block: of, unit: say(unit.name) }), lang: "vi" }, say(unit.name)), marks(unit)];
}

function figures(of) {
  const row = of.tables.figures.rows[0];
  const value = (key) => show(row[columnOf(of.tables.figures, key)]);
  const ranked = of.units.filter((unit) => unit.ranked);
  const indexAt = columnOf(of.tables.ranking, "index");
  // All that have it, as decisions name them.
  const whose = (text) => {
    const names = ranked.filter((_, row) => show(of.tables.ranking.rows[row][indexAt]) === text).map((unit) => say(unit.name));
    return [el("span", { lang: "vi" }, names.slice(0, NAMED).join(", ")), names.length > NAMED ? ` ${t("and")} ${names.length - NAMED} ${t("others")}` : null];
  };
  const tile = (label, text, names) => el("div", { class: "tile" }, el("dt", null, label), el("dd", null, el("strong", null, text), names ? el("span", null, names) : null));
  const tiles = [tile(t("count"), value("count"))];
  if (ranked.length) {
    tiles.push(tile(`${t("highest")} (%)`, value("highest"), whose(value("highest"))));
    tiles.push(tile(`${t("mean")} (%)`, value("mean")));
    tiles.push(tile(`${t("lowest")} (%)`, value("lowest"), whose(value("lowest"))));
  }
  return el("dl", { class: "tiles" }, tiles);
}

/** How many units each class has, as a strip with words. */
function classStrip(of) {
  const rows = of.tables.classes.rows;
  if (!rows.length || !of.units.length) return null;
  const parts = rows.map(([name, count, share], n) => {
    const part = el("span", { class: `part c${Math.min(n, 5)}` });
    part.style.flexGrow = count;
    part.hidden = count === 0;
    const item = el("li", null, el("span", { class: `dot c${Math.min(n, 5)}`, "aria-hidden": "true" }), `${show(name)}: `, el("b", null, String(count)), ` (${show(share)} %)`);
    return [part, item];
  });
  return el("div", { class: "classes" }, el("div", { class: "strip", "aria-hidden": "true" }, parts.map((p) => p[0])), el("ul", { "aria-label": t("class") }, parts.map((p) => p[1])));
}

function ranking() {
  const of = block();
  const kept = filters[state.block];
  const data = of.tables.ranking;
  const classAt = columnOf(data, "class");
  const count = el("p", { class: "count", role: "status", "aria-live": "polite" });
  const others = el("p", { class: "others" });
  const matches = (row) => {
    const unit = of.units[row];
    const text = fold(kept.text);
    if (text && !folded[state.block][row].includes(text)) return false;
    if (kept.class && (show(data.rows[row][classAt]) || "-") !== kept.class) return false;
    const isOpen = unit.incomplete || unit.errors > 0;
    return !kept.state || (kept.state === "open") === isOpen;
  };
  const front = ["rank", "unit", "index", "class"].map((key) => columnOf(data, key)).filter((column) => column >= 0);
  const order = [...front, ...data.columns.map((_, column) => column).filter((column) => !front.includes(column))];
  const draw = (key, cell, row) => {
    if (key === "unit") return unitLink(of.units[row]);
    if (key === "index" && cell) {
      const bar = el("i");
      bar.style.width = `${Math.max(0, Math.min(100, rough(cell[0])))}%`;
      return [digits(cell[0]), el("span", { class: "bar", "aria-hidden": "true" }, bar)];
    }
    if (key === "class" && cell) return el("span", { class: "class" }, show(cell));
    if (key === "rank" && typeof cell === "string" && cell.endsWith("=")) return [cell, el("span", { class: "hidden" }, ` ${t("tied")}`)];
    return undefined;
  };
  const shown = (number) => {
    count.textContent = number === of.tables.ranking.rows.length ? `${number} ${t("units")}` : number ? `${t("shown")} ${number} ${t("of")} ${data.rows.length} ${t("units")}` : t("none");
    const text = fold(kept.text);
    const found = [];
    if (text) DATA.blocks.forEach((other, n) => n !== state.block && other.units.forEach((unit, row) => folded[n][row].includes(text) && found.push([n, unit])));
    others.replaceChildren(...(found.length ? [t("elsewhere"), " ", ...found.slice(0, 5).flatMap(([n, unit], i) => [i ? ", " : "", el("a", { href: link({ block: n, unit: say(unit.name) }), lang: "vi" }, say(unit.name)), ` (${say(DATA.blocks[n].name)})`])] : []));
  };
  const table = grid(data, {
    order,
    draw,
    filter: matches,
    sort: kept.sort,
    onshown: shown,
    class: "ranking",
    caption: `${say(data.title)} · ${say(of.name)}`,
    open: (row) => (location.hash = link({ unit: say(of.units[row].name) })),
  });
  const field = (label, control) => el("label", null, el("span", null, label), control);
  const search = el("input", { type: "search", id: "search", placeholder: t("searchHint"), autocomplete: "off", spellcheck: "false" });
  search.value = kept.text;
  search.addEventListener("input", () => ((kept.text = search.value), table.fill()));
  const choice = (key, options) => {
    const select = el("select", null, options.map(([value, text]) => el("option", { value }, text)));
    select.value = kept[key];
    select.addEventListener("change", () => ((kept[key] = select.value), table.fill()));
    return select;
  };
  const named = of.tables.classes.rows.map(([name]) => show(name)).filter((name) => name !== t("noClass"));
  const classes = classAt < 0 ? null : choice("class", [["", t("all")], ...named.map((name) => [name, name]), ...(of.tables.classes.rows.length > named.length ? [["-", t("noClass")]] : [])]);
  const any = of.units.some((unit) => unit.incomplete || unit.errors > 0);
  const states = any ? choice("state", [["", t("all")], ["final", t("stateFinal")], ["open", t("stateOpen")]]) : null;
  const tools = el("div", { class: "tools", role: "search" }, field(t("search"), search), classes ? field(t("class"), classes) : null, states ? field(t("state"), states) : null);
  const left = of.units.filter((unit) => !unit.ranked);
  const list = (title, items) => (items.length ? el("section", { class: "card" }, heading(3, `${title} (${items.length})`), el("ul", { class: "names" }, items.map((item) => el("li", null, item)))) : null);
  return [
    figures(of),
    classStrip(of),
    el("section", { class: "card" }, tools, count, others, el("p", { class: "hint" }, t("sortBy")), table.whole, notes(data)),
    list(t("unranked"), left.map((unit) => unitLink(unit))),
    list(t("missing"), of.missing.map((name) => vi(say(name)))),
  ];
}
