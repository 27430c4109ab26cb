// The heat map: a table of units and criteria, each cell with its points and a ground by how much of the maximum it is.
const LEVELS = [0.2, 0.4, 0.6, 0.8, 1];
const level = (points, max) => (max > 0 ? LEVELS.filter((edge) => points / max >= edge - 1e-9).length : 5);

function heatMap() {
  const of = block();
  const set = setOf(of);
  const leaves = set.nodes.filter((node) => node.leaf != null).sort((a, b) => a.leaf - b.leaf);
  const place = el("section", { class: "card" }, heading(3, t("heat")), el("p", { class: "hint" }, t("heatHint")), el("p", { class: "wait" }, t("wait")));
  const rootOf = (node) => (node.parent == null ? node : rootOf(set.nodes[node.parent]));
  const spans = [];
  for (const leaf of leaves) {
    const root = rootOf(leaf);
    if (spans.at(-1)?.root === root) spans.at(-1).count += 1;
    else spans.push({ root, count: 1 });
  }
  const groups = [
    el("td", { colspan: 2 }),
    spans.map(({ root, count }) => el("th", { scope: "colgroup", colspan: count, title: say(root.name), lang: "vi" }, count > 3 ? `${root.code} ${say(root.name)}` : say(root.code))),
  ];
  const key = el("p", { class: "key" }, `${t("heatKey")}: `, ["< 20 %", "20–40", "40–60", "60–80", "80–100", "100 %"].map((text, n) => el("span", { class: `h${n}` }, text)), ` ${t("naLong")}`);
  unpack(`part-${state.block}-points`).then(
    (points) => {
      const ranking = of.tables.ranking;
      const rankAt = columnOf(ranking, "rank");
      const columns = [
        ranking.columns[rankAt],
        ranking.columns[columnOf(ranking, "unit")],
        ...leaves.map((leaf) => ({ key: "leaf", head: leaf.code, right: true, title: leaf.name, max: rough(leaf.max) })),
      ];
      const signs = { k: t("na"), "-": "–", "!": "!" };
      const value = (text) => signs[text] ?? [text];
      const data = { columns, rows: points.map((row, n) => [ranking.rows[n][rankAt], say(of.units[n].name), ...row.map(value)]) };
      const paint = (td, key, cell, column) => {
        if (key === "leaf") td.classList.add(Array.isArray(cell) ? `h${level(rough(cell[0]), columns[column].max)}` : "hx");
      };
      const draw = (key, cell, row) => (key === "unit" ? el("a", { href: link({ unit: say(of.units[row].name) }), lang: "vi" }, cell) : undefined);
      const table = grid(data, { class: "heat", caption: t("heat"), groups, draw, paint });
      place.querySelector(".wait").replaceWith(key, table.whole);
    },
    () => (place.querySelector(".wait").textContent = t("cannot")),
  );
  return place;
}
