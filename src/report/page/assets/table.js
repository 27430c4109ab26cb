// A table that sorts by every column and draws its rows as they come into sight.
const AT_ONCE = 60;
const collators = {};
const collator = () => (collators[state.lang] ??= new Intl.Collator(state.lang, { numeric: true }));
let growing = [];

function compare(a, b, isNumber) {
  if (isNumber) {
    const [x, y] = [rough(show(a)), rough(show(b))];
    return Number.isNaN(x) || Number.isNaN(y) ? Number.isNaN(x) - Number.isNaN(y) : x - y;
  }
  return collator().compare(show(a), show(b));
}

/**
 * `data`: columns, rows, title. `options`: `order` of the columns by key, `draw(key, cell, row)` for the inside of a
 * cell, `rowHead` the key of the column that names a row, `filter(row)`, `open(row)`, `groups` above the heads,
 * `sort` the state to keep, `onshown(count)`, `paint(td, key, cell)`.
 */
function grid(data, options = {}) {
  const order = options.order ?? data.columns.map((_, at) => at);
  const sort = options.sort ?? { column: null, down: false };
  const body = el("tbody");
  const more = el("button", { type: "button", class: "more", onclick: () => grow() }, t("more"));
  const heads = order.map((column) => {
    const { head, right, title } = data.columns[column];
    const button = el("button", { type: "button", onclick: () => sortBy(column) }, say(head), el("span", { class: "arrow", "aria-hidden": "true" }));
    if (title) button.setAttribute("aria-label", `${say(head)} ${say(title)}`), (button.title = say(title));
    return el("th", { scope: "col", class: right ? "n" : null, "data-key": data.columns[column].key }, button);
  });
  const table = el(
    "table",
    { class: options.class },
    el("caption", null, options.caption ?? say(data.title)),
    el("thead", null, options.groups ? el("tr", { class: "groups" }, options.groups) : null, el("tr", null, heads)),
    body,
  );
  const label = `${options.caption ?? say(data.title)}: ${t("scrollable")}`;
  const box = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table);
  const whole = el("div", { class: "grid" }, box, el("div", { class: "controls" }, more));
  let rows = [];
  let drawn = 0;

  function sortBy(column) {
    const { right } = data.columns[column];
    // Numbers begin with the highest, ranks and texts with the first.
    const first = right && data.columns[column].key !== "rank";
    sort.down = sort.column === column ? !sort.down : first;
    sort.column = column;
    fill();
  }
  function fill() {
    rows = data.rows.map((_, row) => row).filter((row) => !options.filter || options.filter(row));
    if (sort.column != null) {
      const { right } = data.columns[sort.column];
      const value = (row) => data.rows[row][sort.column];
      const sign = sort.down ? -1 : 1;
      const blank = (row) => value(row) == null || (right && Number.isNaN(rough(show(value(row)))));
      rows.sort((a, b) => blank(a) - blank(b) || sign * compare(value(a), value(b), right) || a - b);
    }
    heads.forEach((head, n) => {
      const sorted = order[n] === sort.column;
      if (sorted) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
      head.querySelector(".arrow").textContent = sorted ? (sort.down ? " ▼" : " ▲") : "";
    });
    body.replaceChildren();
    drawn = 0;
    box.scrollTop = 0;
    grow();
    options.onshown?.(rows.length);
  }
  function grow(count = AT_ONCE) {
    const next = rows.slice(drawn, drawn + count);
    drawn += next.length;
    body.append(...next.map(line));
    more.hidden = drawn >= rows.length;
  }
  function line(row) {
    const cells = order.map((column) => {
      const { key, right } = data.columns[column];
      const cell = data.rows[row][column];
      const inside = options.draw?.(key, cell, row) ?? show(cell);
      const isHead = key === (options.rowHead ?? "unit");
      const td = el(isHead ? "th" : "td", { scope: isHead ? "row" : null, class: right ? "n" : null }, inside);
      options.paint?.(td, key, cell, column);
      return td;
    });
    const open = options.open;
    const click = (event) => !event.target.closest("a, button") && !String(getSelection()) && open(row);
    return el("tr", open ? { class: "open", onclick: click } : null, cells);
  }
  box.addEventListener("scroll", () => box.scrollTop + box.clientHeight > box.scrollHeight - 900 && drawn < rows.length && grow(), { passive: true });
  growing.push(() => grow(Infinity));
  fill();
  return { whole, fill, sort };
}

/** What is printed is all of it. */
addEventListener("beforeprint", () => {
  for (const grow of growing) grow();
});

/** Notes below a table. */
const notes = (data) => {
  if (!data.notes.length) return null;
  return el("ul", { class: "notes", "aria-label": t("notes") }, data.notes.map((note) => el("li", null, say(note))));
};

/** A neutral table with its notes under a heading. */
function section(data, options = {}) {
  if (!data || !data.rows.length) return null;
  const drawUnit = (key, cell, row) => (key === "unit" && options.units ? unitLink(options.units[row]) : options.draw?.(key, cell, row));
  const { whole } = grid(data, { ...options, draw: drawUnit });
  return el("section", { class: "card" }, heading(3, say(data.title)), options.hint ? el("p", { class: "hint" }, options.hint) : null, whole, notes(data));
}
