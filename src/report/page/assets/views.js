// The other views of a block: fields, criteria, distribution, last year, method.
const views = {
  "xep-hang": ranking,
  "linh-vuc": () => later(({ fields, strengths }) => [section(fields, { units: block().units }), section(strengths, { rowHead: "name" })]),
  "tieu-chi": () => [
    block().units.some((unit) => unit.ranked) ? heatMap() : null,
    later(({ lost, differences, not_applicable }) => [section(lost, { rowHead: "name" }), section(differences, { rowHead: "name" }), section(not_applicable)]),
  ],
  "phan-bo": () => [spread(), classStrip(block()), section(block().tables.classes, { rowHead: "class" })],
  "so-sanh": () => later(({ changes }) => section(changes, { units: block().units })),
  "phuong-phap": method,
};
const available = (view) => view !== "so-sanh" || DATA.has_previous;

/** What is made of the tables that lie packed. */
function later(make) {
  const place = el("div", { "aria-busy": "true" }, el("p", { class: "wait" }, t("wait")));
  const shown = (made) => {
    place.replaceChildren(...[made].flat(2).filter(Boolean));
    place.removeAttribute("aria-busy");
  };
  unpack(`part-${state.block}-tables`).then((tables) => shown(make(tables)), () => shown(el("p", { class: "draft" }, t("cannot"))));
  return place;
}

/** How the indices are spread: a bar for each range, and the same counts as a table. */
function spread() {
  const { bins } = block();
  if (!bins.length) return el("p", null, t("none"));
  const most = Math.max(...bins.map((bin) => bin[2]));
  const [width, height] = [64, 200];
  const label = ([from, to]) => `${digits(from)} ${t("upTo")} ${digits(to)}`;
  const bars = bins.map(([from, , count], n) => {
    const tall = most ? (count / most) * height : 0;
    return el("g", null,
      el("rect", { class: "own", x: n * width + 6, y: 30 + height - tall, width: width - 12, height: tall }),
      el("text", { x: n * width + width / 2, y: 22 + height - tall, "text-anchor": "middle", class: "number" }, String(count)),
      el("text", { x: n * width, y: 250, "text-anchor": "middle" }, digits(from)));
  });
  const end = bins.length * width;
  const svg = el("svg", { viewBox: `-24 0 ${end + 48} 262`, class: "spread", role: "img", "aria-label": `${t("spreadHint")}: ${bins.map((bin) => `${label(bin)}: ${bin[2]}`).join("; ")}` },
    bars, el("line", { class: "axis", x1: 0, x2: end, y1: 230.5, y2: 230.5 }), el("text", { x: end, y: 250, "text-anchor": "middle" }, digits(bins.at(-1)[1])));
  svg.style.maxWidth = `${(end + 48) * 1.1}px`;
  const columns = [{ key: "range", head: t("range") }, { key: "count", head: t("count"), right: true }];
  const table = grid({ columns, rows: bins.map((bin) => [label(bin), bin[2]]) }, { caption: t("spreadHint"), rowHead: "range" });
  return el("section", { class: "card" }, heading(3, t("spread")), el("p", { class: "hint" }, t("spreadHint")), svg, table.whole);
}

function method() {
  const set = setOf(block());
  const item = (label, ...text) => [el("dt", null, label), el("dd", null, text)];
  const nodes = set.nodes.map((node) => el("tr", { class: node.parent == null ? "field" : node.leaf == null ? "branch" : null },
    el("td", null, say(node.code)), el("th", { scope: "row", lang: "vi" }, say(node.name)), el("td", { class: "n" }, digits(node.max)), el("td", null, node.rule ? say(node.rule) : "")));
  const heads = [["code"], ["criterion"], ["max", 1], ["rule"]].map(([key, right]) => el("th", { scope: "col", class: right ? "n" : null }, t(key)));
  return [
    el("section", { class: "card" }, heading(3, t("method")),
      el("dl", { class: "method" }, item(t("set"), el("b", { lang: "vi" }, say(set.title)), ` (${say(set.id)})`), item(t("status"), el("b", null, say(set.status))), set.method.map(([label, text]) => item(say(label), say(text))),
        set.sources.length ? item(t("sources"), el("ul", { class: "notes" }, set.sources.map((source) => el("li", { lang: "vi" }, say(source))))) : "")),
    el("section", { class: "card" }, heading(3, t("allCriteria")), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${t("allCriteria")}: ${t("scrollable")}` },
      el("table", { class: "leaves" }, el("caption", null, t("allCriteria")), el("thead", null, el("tr", null, heads)), el("tbody", null, nodes)))),
  ];
}
