// What keeps people from reading or working the page that is open: a list, empty where all is well.
(() => {
  const wrong = [];
  const say = (what, it) => wrong.push(`${what}: ${it.outerHTML.slice(0, 140)}`);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const seen = (it) => it.checkVisibility({ checkVisibilityCSS: true }) && !it.closest("[aria-hidden=true]");
  const name = (it) => (it.getAttribute("aria-label") || (it.labels && [...it.labels].map((l) => l.innerText).join(" ")) || it.innerText || "").trim();
  if (!["vi", "en"].includes(document.documentElement.lang)) wrong.push("no language");
  if (!document.title.trim()) wrong.push("no title");
  if (all("h1").filter(seen).length !== 1) wrong.push("not one h1");
  if (all("main").length !== 1) wrong.push("not one main");
  const ids = all("[id]").map((it) => it.id);
  ids.filter((id, n) => ids.indexOf(id) !== n).forEach((id) => wrong.push(`id twice: ${id}`));
  for (const it of all("a[href], button, input, select, [tabindex='0']").filter(seen)) if (!name(it)) say("without a name", it);
  for (const it of all("[tabindex]")) if (it.tabIndex > 0) say("order of focus", it);
  for (const it of all("a:not([href]), [onclick]")) say("not a control", it);
  for (const it of all("[aria-controls]")) if (!document.getElementById(it.getAttribute("aria-controls"))) say("controls nothing", it);
  const ROLES = ["img", "region", "search", "status"];
  for (const it of all("[role]")) if (!ROLES.includes(it.getAttribute("role"))) say("unknown role", it);
  for (const it of all("[role=img], [role=region], nav").filter(seen)) if (!it.getAttribute("aria-label")) say("without a label", it);
  for (const it of all("[aria-sort]")) if (!["ascending", "descending"].includes(it.getAttribute("aria-sort")) || it.tagName !== "TH") say("aria-sort", it);
  for (const it of all("[aria-current]")) if (!["page", "true"].includes(it.getAttribute("aria-current"))) say("aria-current", it);
  let level = 0;
  for (const it of all("h1, h2, h3, h4").filter(seen)) {
    const own = Number(it.tagName[1]);
    if (own > level + 1) say("heading skips a level", it);
    level = own;
  }
  for (const table of all("table").filter(seen)) {
    if (!table.caption?.textContent.trim()) say("table without caption", table);
    for (const th of table.querySelectorAll("th")) if (!th.scope) say("th without scope", th);
    for (const row of table.tBodies[0].rows) if (row.cells.length > 1 && !row.querySelector("th")) say("row without head", row);
    const head = [...table.tHead.rows].at(-1).cells.length;
    for (const row of table.tBodies[0].rows) {
      const cells = [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0);
      if (cells !== head) say(`row of ${cells}, head of ${head}`, row);
    }
  }
  for (const box of all(".scroll").filter(seen)) if (box.tabIndex !== 0) say("box that keys cannot scroll", box);
  // Contrast of every text against what is painted behind it.
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (it) => {
    for (let at = it; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const known = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const it = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || ["SCRIPT", "STYLE", "OPTION"].includes(it.tagName) || !it.checkVisibility()) continue;
    const style = getComputedStyle(it);
    const ground = behind(it);
    const colour = it.closest("svg") ? style.fill : style.color;
    const key = `${colour}/${ground}`;
    if (known.has(key)) continue;
    const [a, b] = [light(rgb(colour).slice(0, 3)), light(ground)].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    known.set(key, contrast);
    if (contrast < 4.5) say(`contrast ${contrast.toFixed(2)} (${key})`, it);
  }
  return wrong;
})();
