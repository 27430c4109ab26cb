// From the address to what is shown.
function read(hash) {
  let parts;
  try {
    parts = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  } catch {
    parts = [];
  }
  const to = { lang: state.lang, block: 0, view: "xep-hang", unit: null };
  for (let n = 0; n < parts.length; n += 1) {
    if (parts[n] === "vi" || parts[n] === "en") to.lang = parts[n];
    else if (parts[n] === "khoi") {
      const found = DATA.blocks.findIndex((of) => of.id === parts[n + 1]);
      if (found >= 0) to.block = found;
      n += 1;
    } else if (parts[n] === "don-vi") {
      to.unit = parts.slice(n + 1).join("/");
      const holds = (of) => of?.units.some((unit) => say(unit.name) === to.unit);
      const found = DATA.blocks.findIndex(holds);
      if (!holds(DATA.blocks[to.block]) && found >= 0) to.block = found;
      break;
    } else if (VIEWS.includes(parts[n]) && available(parts[n])) to.view = parts[n];
  }
  return to;
}

function head() {
  const langs = [["vi", "Tiếng Việt"], ["en", "English"]].map(([lang, name]) => {
    const to = state.unit == null ? { lang, view: state.view } : { lang, unit: state.unit };
    return el("a", { href: link(to), lang, "aria-current": lang === state.lang ? "true" : null, "data-lang": lang }, name);
  });
  const sets = [...new Set(DATA.sets.map((set) => `${say(set.id)} (${say(set.status)})`))].join(", ");
  return [
    el("div", { class: "controls corner" }, el("nav", { "aria-label": t("language"), class: "langs" }, langs), el("button", { type: "button", id: "print", onclick: () => print() }, t("print"))),
    el("h1", { lang: "vi" }, say(DATA.title)),
    el("p", { class: "about" }, DATA.year == null ? "" : `${t("year")} ${DATA.year} · `, `${t("set")}: ${sets} · ${say(DATA.basis)}`),
    DATA.is_final ? "" : el("p", { class: "draft" }, el("b", { "aria-hidden": "true" }, "⚠ "), t("draft")),
    DATA.sets.every((set) => set.is_official) ? "" : el("p", { class: "model" }, t("model")),
  ];
}

function navigation() {
  const current = (yes) => (yes ? "page" : null);
  const blocks = DATA.blocks.map((of, n) => el("a", { href: link({ block: n, view: state.view }), "aria-current": current(n === state.block) }, vi(say(of.name)), el("span", { class: "size" }, ` ${of.units.length}`)));
  const tabs = VIEWS.filter(available).map((view) => el("a", { href: link({ view }), "aria-current": current(view === state.view && state.unit == null), "data-view": view }, t(view)));
  return el("div", { class: "controls" }, blocks.length > 1 ? el("nav", { class: "blocks", "aria-label": t("blocks") }, blocks) : null, el("nav", { class: "tabs", "aria-label": t("views") }, tabs));
}

function draw() {
  growing = [];
  document.documentElement.lang = state.lang;
  document.documentElement.dataset.page = state.unit == null ? state.view : "unit";
  document.getElementById("skip").textContent = t("skip");
  document.getElementById("head").replaceChildren(...head().filter((child) => child !== ""));
  const of = block();
  const name = state.unit ?? (of ? `${t(state.view)} · ${say(of.name)}` : "");
  document.title = `${name} · ${say(DATA.title)}`;
  const title = state.unit == null && of ? heading(2, [t(state.view), " · ", vi(say(of.name))], { tabindex: "-1", id: "title" }) : null;
  const shown = of ? (state.unit == null ? views[state.view]() : unitPage()) : el("p", null, t("none"));
  const app = el("div", { id: "app" }, of ? navigation() : null, title, shown);
  document.getElementById("app").replaceWith(app);
}

function go() {
  const before = { ...state };
  Object.assign(state, read(location.hash));
  const focused = document.activeElement?.dataset;
  const kept = focused?.lang ? "lang" : focused?.view ? "view" : null;
  const value = kept && focused[kept];
  draw();
  // Who moved by a control that is still there stays on it; who opened something else is led to its title.
  const same = kept && document.querySelector(`[data-${kept}="${value}"]`);
  if (same) same.focus();
  else document.getElementById("title")?.focus({ preventScroll: true });
  if (before.unit !== state.unit || before.view !== state.view || before.block !== state.block) scrollTo(0, 0);
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
try {
  Object.assign(state, read(location.hash));
  draw();
  document.getElementById("plain").remove();
  addEventListener("hashchange", go);
  performance.mark("ready");
} catch (fault) {
  // The plain tables stay.
  document.documentElement.className = "";
  throw fault;
}
