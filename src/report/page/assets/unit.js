// One unit: why it stands where it stands, its fields, its criteria with the life of each score.
/** How many criteria it names where most was lost. */
const MOST_LOST = 5;

function unitPage() {
  const of = block();
  const row = of.units.findIndex((unit) => say(unit.name) === state.unit);
  const title = heading(2, state.unit, { tabindex: "-1", id: "title", lang: "vi" });
  const back = el("a", { href: link({}), class: "back" }, `← ${t("back")}`);
  if (row < 0) return [back, heading(2, `${t("unknown")}: ${state.unit}`, { tabindex: "-1", id: "title" })];
  const unit = of.units[row];
  const neighbour = (n, word) => (of.units[n] ? el("a", { href: link({ unit: say(of.units[n].name) }), "aria-label": `${t(word)}: ${say(of.units[n].name)}` }, word === "before" ? "↑ " : "↓ ", vi(say(of.units[n].name))) : null);
  const ranking = of.tables.ranking;
  const cell = (key) => (unit.ranked ? show(ranking.rows[row][columnOf(ranking, key)]) : "");
  const tile = (label, text, more) => (text ? el("div", { class: "tile" }, el("dt", null, label), el("dd", null, el("strong", null, text), more ? el("span", null, more) : null)) : null);
  const body = el("div", { "aria-busy": "true" }, el("p", { class: "wait" }, t("wait")));
  unpack(`part-${state.block}-${Math.floor(row / of.at_once)}`).then(
    (part) => {
      part.read ??= lives(part);
      body.replaceChildren(...unitBody(of, part.units[row % of.at_once]).filter(Boolean));
      body.removeAttribute("aria-busy");
    },
    () => body.replaceChildren(el("p", { class: "draft" }, t("cannot"))),
  );
  return [
    el("div", { class: "steps controls" }, back, neighbour(row - 1, "before"), neighbour(row + 1, "after")),
    title,
    el("p", { class: "under" }, vi(say(of.name)), marks(unit)),
    el(
      "dl",
      { class: "tiles" },
      tile(t("rank"), cell("rank"), `/ ${of.units.filter((other) => other.ranked).length} ${t("units")}`),
      tile(`${t("index")} (%)`, cell("index")),
      tile(t("points"), cell("points"), cell("max") && `/ ${cell("max")}`),
      tile(t("class"), cell("class")),
    ),
    body,
  ];
}

/** The lives of the scores of a part, in the order in which they were packed: leaf by leaf, unit by unit. */
function lives({ units, leaves, lives: { labels, sheets, shapes, texts, cells } }) {
  const queues = new Map();
  const rows = units.map(() => sheets.map(() => 0));
  let [line, leaf] = [0, 0];
  const cellOf = (text, unit) => {
    if (!text || text.startsWith("?")) return text.slice(1);
    const [, sheet, column, further] = text.match(/^(\d+)([A-Z]+)(-?\d+)$/);
    return `${sheets[sheet]}${column}${(rows[unit][sheet] += Number(further))}`;
  };
  for (const unit of units) Object.assign(unit, { leaves: [], adjusted: [] });
  shapes.forEach((shape, n) => {
    const at = n % units.length;
    const nths = {};
    const lines = shape.map((kind) => {
      const label = labels[Math.floor(kind / 4)];
      const nth = (nths[kind] = (nths[kind] ?? -1) + 1);
      const key = `${kind}/${label === "" ? nth : 0}`;
      if (!queues.has(key)) queues.set(key, { texts: texts[queues.size], next: 0 });
      const queue = queues.get(key);
      const text = queue.texts[queue.next];
      queue.next += 1;
      return [kind % 4, label, text, cellOf(cells[line++], at)];
    });
    const unit = units[at];
    if (leaf < leaves.length) {
      const [status, lost, reason, findings] = leaves[leaf++];
      unit.leaves.push({ status, lost, reason, findings, lines });
    } else if (shape.length) unit.adjusted.push(lines);
  });
  return true;
}
/** The text of a line; where it begins with U+0001 the English one follows from it. */
const said = (text) => {
  if (typeof text !== "string" || !text.startsWith("\u0001")) return say(text);
  return at() ? DATA.swaps.reduce((text, [vi, en]) => text.replaceAll(vi, en), text.slice(1)) : text.slice(1);
};

function unitBody(of, detail) {
  const set = setOf(of);
  const reasons = detail.why.map(({ about, text, parts }) => el("li", { class: about }, say(text), parts ? shares(set, detail, parts) : null));
  const why = el("section", { class: "card why" }, heading(3, t("why")), el("ul", null, reasons, el("li", { class: "lost" }, losses(set, detail))));
  const found = (list) => list.map(([isError, text]) => el("li", null, el("b", null, isError ? t("error") : t("warning")), `: ${say(text)}`));
  const findings = detail.findings.length ? el("section", { class: "card" }, heading(3, t("findings")), el("ul", { class: "notes" }, found(detail.findings))) : null;
  const adjusted = detail.adjustments.map((one, n) => [...one, detail.adjusted[n] ?? []]).filter(([, , points]) => rough(points) !== 0);
  const adjustments = adjusted.length ? el("section", { class: "card" }, heading(3, t("adjustments")), adjusted.map(([code, name, points, lines]) => el("div", null, el("p", null, el("b", null, `${say(code)} ${say(name)}: ${digits(points)}`)), life(lines)))) : null;
  return [why, fieldProfile(set, detail), leafTable(set, detail, found), adjustments, findings];
}

/** What makes a difference: fields by their names, bonus and penalty. */
function shares(set, detail, parts) {
  const name = (of) => (typeof of === "number" ? vi(`${say(set.nodes[set.fields[of]].code)}. ${say(set.nodes[set.fields[of]].name)}`) : t(of));
  return el("ul", { class: "parts" }, parts.map(([of, value]) => el("li", { class: value.startsWith("-") ? "less" : null }, el("b", null, signed(value)), " ", name(of), detail.fields[of] && detail.fields[of][2] == null ? ` (${t("not-applicable")})` : null)));
}

/** What a leaf needs for all points; nothing where it waits for points, or only the council can say it. */
const need = (node, leaf) => (leaf.status === "scored" && rough(leaf.lost) > 0 && node.need ? [el("b", null, `${t("need")}: `), say(node.need)] : null);

/** The criteria at which most was lost, each with what would bring it back. */
function losses(set, detail) {
  const lost = set.nodes.filter((node) => node.leaf != null && rough(detail.leaves[node.leaf].lost) > 0);
  if (!lost.length) return t("nothingLost");
  const leafOf = (node) => detail.leaves[node.leaf];
  lost.sort((a, b) => rough(leafOf(b).lost) - rough(leafOf(a).lost));
  const one = (node) => {
    const needed = need(node, leafOf(node));
    return el("li", null, el("b", null, `${say(node.code)} `), vi(say(node.name)), ` (${t("lostOf")} ${digits(leafOf(node).lost)}/${digits(node.max)})`, needed ? el("span", { class: "need" }, needed) : null);
  };
  const rest = lost.length - MOST_LOST;
  return [`${t("mostLost")}:`, el("ul", null, lost.slice(0, MOST_LOST).map(one)), rest > 0 ? el("span", { class: "rest" }, `${t("and")} ${rest} ${t("otherCriteria")}`) : null];
}

/** Bars of the component indices, with marks where mean and best of the block stand; the same as a table below. */
function fieldProfile(set, detail) {
  const nodes = set.fields.map((field) => set.nodes[field]);
  const bars = nodes.map((node, n) => {
    const [, , index, mean, best] = detail.fields[n];
    const x = (value) => Math.max(0, Math.min(100, rough(value)));
    const line = (value, kind) => (value == null ? null : el("line", { class: kind, x1: x(value), x2: x(value), y1: kind === "mean" ? 0 : 1, y2: kind === "mean" ? 10 : 9 }));
    const svg = el("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none" }, el("rect", { class: "track", width: 100, height: 6, y: 2 }), index == null ? null : el("rect", { class: "own", width: x(index), height: 6, y: 2 }), line(mean, "mean"), line(best, "best"));
    return el("div", { class: "field" }, el("span", { class: "name", lang: "vi" }, `${node.code}. ${say(node.name)}`), svg, el("span", { class: "value" }, index == null ? t("na") : digits(index)));
  });
  const key = el("p", { class: "key" }, ["own", "mean", "best"].map((kind) => el("span", { class: `sign ${kind}` }, kind === "own" ? t("own") : t(kind))));
  const chart = el("div", { class: "profile", role: "img", "aria-label": t("chart") }, bars, key);
  const column = (key, head, right) => ({ key, head, right });
  const columns = [column("code", t("code")), column("name", t("field")), column("points", t("points"), true), column("max", t("max"), true), column("index", `${t("index")} (%)`, true), column("mean", `${t("mean")} (%)`, true), column("best", `${t("best")} (%)`, true)];
  const rows = nodes.map((node, n) => [say(node.code), say(node.name), ...detail.fields[n].map((text) => text && [text])]);
  const table = grid({ columns, rows }, { caption: t("fields"), rowHead: "name", draw: (key, cell) => (key === "name" ? vi(cell) : undefined) });
  return el("section", { class: "card" }, heading(3, t("fields")), chart, table.whole);
}

/** The life of a score, line by line, each with its cell. */
function life(lines) {
  return el("ul", { class: "life" }, lines.map(([depth, label, text, cell]) =>
    el("li", { class: depth ? "deep" : null }, say(label) ? el("b", null, `${say(label)}: `) : null, said(text), cell ? [" ", el("span", { class: "cell" }, cell)] : null)));
}

function leafTable(set, detail, found) {
  const WORD = { missing: "missing-points", fault: "fault", "not-applicable": "not-applicable" };
  const has = [1, 2, 3].map((n) => detail.nodes.some((node) => node[n] != null));
  const heads = [["code"], ["criterion"], ["max", 1], ["self", 1, 0], ["appraised", 1, 1], ["survey", 1, 2], ["result", 1], ["lost", 1]].filter(([, , n]) => n == null || has[n]);
  const rows = [];
  let count = 0;
  set.nodes.forEach((node, n) => {
    const [max, own, appraised, survey, points] = detail.nodes[n];
    const number = (value, more) => el("td", { class: `n ${more ?? ""}` }, digits(value));
    const numbers = (lost) => [number(max), [own, appraised, survey].map((value, n) => (has[n] ? number(value) : null)), number(points, "result"), number(lost, lost && rough(lost) > 0 ? "lost" : "")];
    if (node.leaf == null) {
      const depth = node.parent == null ? "field" : "branch";
      rows.push({ row: el("tr", { class: depth }, el("td", null, say(node.code)), el("th", { scope: "row", lang: "vi" }, say(node.name)), numbers(null)) });
      return;
    }
    const leaf = detail.leaves[node.leaf];
    const id = `leaf-${(count += 1)}`;
    const button = el("button", { type: "button", class: "leaf", "aria-expanded": "false", "aria-controls": id }, vi(say(node.name)));
    const badge = WORD[leaf.status] ? el("span", { class: "mark incomplete" }, t(WORD[leaf.status])) : null;
    const reason = leaf.reason == null ? null : el("span", { class: "reason", lang: "vi" }, say(leaf.reason));
    const row = el("tr", { class: node.parent == null ? "field" : null }, el("td", null, say(node.code)), el("th", { scope: "row" }, button, badge ? [" ", badge] : null, reason), numbers(leaf.lost));
    const inside = el("div", { class: "inside" });
    const below = el("tr", { id, class: "below", hidden: true }, el("td", { colspan: heads.length }, inside));
    const open = (yes) => {
      if (yes && !inside.hasChildNodes()) inside.append(...leafBody(node, leaf, found));
      below.hidden = !yes;
      button.setAttribute("aria-expanded", String(yes));
    };
    button.addEventListener("click", () => open(below.hidden));
    rows.push({ row, below, open, lost: leaf.lost && rough(leaf.lost) > 0 });
  });
  const table = el("table", { class: "leaves" }, el("caption", null, t("leaves")), el("thead", null, el("tr", null, heads.map(([key, right]) => el("th", { scope: "col", class: right ? "n" : null }, t(key))))), el("tbody", null, rows.map(({ row, below }) => [row, below])));
  const only = el("input", { type: "checkbox", onchange: () => rows.forEach(({ row, below, lost }) => below && ((row.hidden = only.checked && !lost), row.hidden && (below.hidden = true))) });
  let all = false;
  const toggle = el("button", { type: "button", onclick: () => {
    all = !all;
    rows.forEach(({ row, open }) => open?.(all && !row.hidden));
    toggle.textContent = all ? t("closeAll") : t("openAll");
  } }, t("openAll"));
  const box = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${t("leaves")}: ${t("scrollable")}` }, table);
  return el("section", { class: "card" }, heading(3, t("leaves")), el("p", { class: "hint" }, t("leavesHint")), el("div", { class: "tools" }, el("label", { class: "check" }, only, el("span", null, t("onlyLost"))), toggle), box);
}

function leafBody(node, leaf, found) {
  const about = ["rule", "scorer", "appraiser", "basis", "unconfirmed"].filter((key) => node[key]);
  const needed = need(node, leaf);
  return [
    life(leaf.lines),
    needed ? el("p", { class: "need" }, needed) : "",
    leaf.findings.length ? el("ul", { class: "notes" }, found(leaf.findings)) : "",
    el("ul", { class: "life about" }, about.map((key) => el("li", null, el("b", null, `${t(key)}: `), say(node[key])))),
  ];
}
