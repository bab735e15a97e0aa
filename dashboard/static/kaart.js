// The map on a page. Python says what every area is (a number for class, pattern and doubt) and in which words; the paths are
// fetched once. A click, Enter on the map and a row of the table all choose the same area.
const SVG = "http://www.w3.org/2000/svg";
const SPEED = 450;
const TINY = 16;
const drawings = new Map();
const states = new WeakMap();
let count = 0;

export default function ({ data, parentElement, setTriggerValue }) {
  let state = states.get(parentElement);
  if (!state) {
    state = { root: element("div", "am-kaart"), focus: null, table: {}, id: ++count, hovered: null };
    parentElement.append(state.root);
    states.set(parentElement, state);
  }
  state.send = setTriggerValue;
  if (same(state.packed, data)) return;
  state.packed = data;
  unpacked(data).then((found) => {
    if (state.packed === data) receive(state, found);
  });
}

// What Python packed (dashboard/components/scripts.py).
function unpacked(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}

const same = (one, other) => one?.length === other.length && one.every((byte, at) => byte === other[at]);

function receive(state, data) {
  const panelen = data.panelen.map((panel) => ({
    ...panel,
    maten: panel.maten.map(asLimits),
    toeval: panel.toeval ? panel.toeval.split("|") : [],
  }));
  state.data = { ...data, panelen };
  const wanted = fetched(data.tekening);
  state.wanted = wanted;
  wanted.then((drawing) => {
    if (state.wanted !== wanted) return;
    if (state.shape !== shape(state.data)) build(state, drawing);
    fill(state);
    if (data.beeld && state.saved !== data.beeld.naam + data.beeld.keer) savePicture(state);
  });
}

function fetched(address) {
  if (!drawings.has(address)) {
    const answer = fetch(new URL(address, location.href)).then((found) => found.json());
    answer.catch(() => drawings.delete(address));
    drawings.set(address, answer);
  }
  return drawings.get(address);
}

// Certain limits as a list; a single number is an exact figure.
function asLimits(found) {
  return found === null || Array.isArray(found) ? found : [found];
}

// What may change without building the map anew: everything but the drawing, the number of maps and the areas.
function shape(data) {
  const areas = data.gebieden.map(([id]) => id).join();
  return [data.tekening, data.panelen.length, data.panelen.map((panel) => Boolean(panel.cirkel)), areas, data.getoond].join("|");
}

function element(name, className, attributes = {}, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

function drawn(name, attributes = {}, parent = null) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (parent) parent.append(made);
  return made;
}

// ---- Areas -------------------------------------------------------------------------------------------------------------

// Where every municipality belongs (positions in `gebieden`), which areas touch, and the middle of each.
function layOut(state, drawing) {
  const { data } = state;
  const own = new Map(data.gebieden.map(([id], at) => [id, at]));
  state.of = {};
  state.all = {};
  state.middle = data.gebieden.map(() => null);
  const points = data.gebieden.map(() => []);
  for (const [nis, area] of Object.entries(drawing.gemeenten)) {
    const found = nis in data.leden ? data.leden[nis] : own.has(nis) ? [own.get(nis)] : [];
    state.all[nis] = found;
    state.of[nis] = data.getoond ? found.filter((at) => data.gebieden[at][0] === data.getoond) : found;
    if (state.of[nis].length === 1) for (const at of state.of[nis]) points[at].push([area.x, area.y]);
  }
  points.forEach((all, at) => {
    if (!all.length) return;
    const mean = [0, 1].map((axis) => all.reduce((sum, point) => sum + point[axis], 0) / all.length);
    state.middle[at] = mean;
  });
  state.touching = data.gebieden.map(() => new Set());
  for (const [one, other] of drawing.grenzen) {
    for (const a of state.of[one] || []) {
      for (const b of state.of[other] || []) {
        if (a !== b) {
          state.touching[a].add(b);
          state.touching[b].add(a);
        }
      }
    }
  }
  state.grouped = new Set(Object.values(state.of).map((all) => all.join())).size < Object.keys(state.of).length;
}

function outline(state, at) {
  return outlineOf(state, (nis) => (state.of[nis] || []).includes(at));
}

function outlineOf(state, inside) {
  return state.drawing.grenzen
    .filter(([one, other]) => inside(one) !== inside(other))
    .map(([, , path]) => path)
    .join("");
}

const chosenAt = (state) => state.data.gebieden.findIndex(([id]) => id === state.data.gekozen);
const classOf = (code) => (code & 7) - 1;
const patternOf = (code) => (code >> 3) & 15;
const provisional = (code) => Boolean(code & 128);

// ---- Building ----------------------------------------------------------------------------------------------------------

function build(state, drawing) {
  const { data, root } = state;
  Object.assign(state, { drawing, shape: shape(data), focus: null, hovered: null, months: null, moment: null, rows: null });
  layOut(state, drawing);
  root.replaceChildren();
  state.live = element("p", "am-kaart-stem", { "aria-live": "polite" });
  root.classList.toggle("am-kaart-klein", Boolean(data.klein));
  state.row = element("div", data.panelen.length > 1 ? "am-kaarten am-kaarten-twee" : "am-kaarten");
  state.maps = data.panelen.map((_, at) => buildMap(state, at));
  state.tip = element("div", "am-kaart-tip", { "aria-hidden": "true", hidden: "" });
  state.player = element("div", "am-kaart-speler");
  state.list = element("div", "am-kaart-lijst");
  root.append(state.live, state.row, state.player, state.list, state.tip);
}

function buildMap(state, at) {
  const { drawing } = state;
  const figure = element("figure", "am-kaart-figuur");
  const title = element("figcaption", "am-kaart-titel");
  const key = element("ul", "am-kaart-legende");
  const keeper = element("div", "am-kaart-vlak", {
    role: "application",
    tabindex: at === 0 ? "0" : "-1",
    "aria-roledescription": "kaart",
    "aria-describedby": `kaart-hulp-${state.id}`,
  });
  const svg = drawn("svg", { viewBox: `0 0 ${drawing.breedte} ${drawing.hoogte}`, role: "img" }, keeper);
  const defs = drawn("defs", {}, svg);
  state.data.patronen.forEach((pattern, number) => definePattern(defs, pattern, `${state.id}-${at}-${number}`));
  const layers = {};
  for (const name of ["vlakken", "arcering", "randen", "gebied", "cirkels", "namen", "woord", "kies", "stip", "stap"]) {
    layers[name] = drawn("g", { class: `am-l-${name}` }, svg);
  }
  const paths = new Map();
  for (const [nis, area] of Object.entries(drawing.gemeenten)) {
    paths.set(nis, drawn("path", { d: area.pad, "data-nis": nis, "fill-rule": "evenodd" }, layers.vlakken));
  }
  figure.append(title, key, keeper);
  if (at === 0) {
    const help = state.data.klein
      ? "Klik op een gemeente voor haar cijfers. Met toetsen: pijltjes en Enter."
      : "Pijltjes: naar een gebied ernaast. Enter: kiezen.";
    figure.append(element("p", "am-kaart-hulp", { id: `kaart-hulp-${state.id}` }, help));
  }
  state.row.append(figure);
  const map = { at, figure, title, key, keeper, svg, layers, paths };
  keeper.addEventListener("click", (event) => pick(state, event));
  keeper.addEventListener("pointermove", (event) => hover(state, event));
  keeper.addEventListener("pointerleave", () => unhover(state));
  keeper.addEventListener("keydown", (event) => walk(state, map, event));
  keeper.addEventListener("focus", () => setFocus(state, map, state.focus ?? startOf(state), true));
  keeper.addEventListener("blur", () => state.maps.forEach((one) => one.layers.stap.replaceChildren()));
  return map;
}

function definePattern(defs, { maat, pad }, id) {
  if (!pad) return;
  const pattern = drawn("pattern", { id: `p-${id}`, width: maat, height: maat, patternUnits: "userSpaceOnUse" }, defs);
  drawn("path", { d: pad, class: "am-p-onder" }, pattern);
  drawn("path", { d: pad, class: "am-p-boven" }, pattern);
}

// ---- Filling -----------------------------------------------------------------------------------------------------------

// What one map shows at this moment: its own figures, or those of the month that is played.
function shown(state, panel) {
  const month = state.months && state.moment !== null ? state.months.at(state.moment) : null;
  if (!month) return { ...panel, twijfels: state.data.twijfels };
  const title = panel.titel.replace(/,[^,]*$/, `, ${month.naam}`);
  return { ...panel, ...month, toeval: [], titel: title, bevinding: "", maten: month.maten || panel.maten };
}

function fill(state) {
  state.maps.forEach((map) => fillMap(state, map));
  fillPlayer(state);
  fillTable(state);
  drawChoice(state);
}

function fillMap(state, map) {
  const panel = shown(state, state.data.panelen[map.at]);
  const symbols = Boolean(panel.cirkel);
  map.title.replaceChildren(element("strong", "", {}, panel.titel), element("span", "", {}, [panel.eenheid, panel.uitleg].filter(Boolean).join(" · ")));
  map.svg.setAttribute("aria-label", [`${panel.titel}.`, panel.bevinding, state.data.alt].filter(Boolean).join(" "));
  map.keeper.setAttribute("aria-label", `Kaart: ${panel.titel}`);
  map.layers.arcering.replaceChildren();
  for (const [nis, path] of map.paths) {
    const several = state.of[nis].length > 1;
    const area = several ? undefined : state.of[nis][0];
    const code = area === undefined ? null : panel.codes[area];
    const klasse = code === null || code === undefined || several ? -1 : classOf(code);
    const empty = state.of[nis].length ? "" : "var(--grond)";
    path.style.fill = klasse < 0 ? empty : `var(--${panel.kleuren[klasse]})`;
    const pattern = several ? state.data.patronen.findIndex(({ naam }) => naam === "meer") : code ? patternOf(code) : 0;
    if (pattern && state.data.patronen[pattern].pad && !(symbols && panel.maten[area])) {
      const hatch = drawn("path", { d: path.getAttribute("d"), "fill-rule": "evenodd" }, map.layers.arcering);
      hatch.setAttribute("fill", `url(#p-${state.id}-${map.at}-${pattern})`);
    }
  }
  drawBorders(state, map, panel);
  drawCircles(state, map, panel);
  drawNames(state, map, panel);
  drawKey(state, map, panel);
  map.layers.woord.replaceChildren();
  if (state.data.voorbeeld) {
    const { breedte, hoogte } = state.drawing;
    const where = { x: breedte / 2, y: hoogte / 2, transform: `rotate(-12 ${breedte / 2} ${hoogte / 2})` };
    drawn("text", where, map.layers.woord).textContent = "VOORBEELDCIJFERS";
  }
}

function drawBorders(state, map, panel) {
  const lines = { dun: "", voorlopig: "", gebied: "" };
  const codeOf = (nis) => panel.codes[(state.of[nis] || [])[0]];
  for (const [one, other, path] of state.drawing.grenzen) {
    const [a, b] = [one, other].map((nis) => (state.of[nis] || []).join());
    const dashed = !panel.cirkel && (provisional(codeOf(one)) || provisional(codeOf(other)));
    if (!other || (state.grouped && a !== b)) lines.gebied += path;
    else lines[dashed ? "voorlopig" : "dun"] += path;
  }
  const names = ["dun", "voorlopig", "gebied"];
  if (names.every((name, at) => map.layers.randen.children[at]?.getAttribute("d") === lines[name])) return;
  map.layers.randen.replaceChildren();
  for (const name of names) drawn("path", { d: lines[name], class: `am-r-${name}` }, map.layers.randen);
}

const radius = (value, largest) => 46 * Math.sqrt(value / largest);

function drawCircles(state, map, panel) {
  map.layers.cirkels.replaceChildren();
  if (!panel.cirkel) return;
  const order = panel.maten.map((limits, at) => [limits, at]).filter(([limits, at]) => limits && state.middle[at]);
  order.sort(([a], [b]) => b.at(-1) - a.at(-1));
  for (const [limits, at] of order) {
    const [low, high] = [limits[0], limits.at(-1)].map((value) => radius(value, panel.cirkel));
    const [x, y] = state.middle[at];
    const place = { cx: x, cy: y, "data-gebied": at };
    const open = provisional(panel.codes[at]) ? " am-open" : "";
    if (high > low) {
      const ring = drawn("circle", { ...place, r: high, class: "am-kring" }, map.layers.cirkels);
      ring.setAttribute("fill", `url(#p-${state.id}-${map.at}-1)`);
    }
    if (high === 0) drawn("circle", { ...place, r: 1.6, class: "am-nul" }, map.layers.cirkels);
    else if (low > 0) drawn("circle", { ...place, r: low, class: `am-cirkel${open}` }, map.layers.cirkels);
  }
  const foot = 2 * 46 + 4;
  for (const [kind, value, words] of panel.legende) {
    if (kind !== "cirkel") continue;
    const size = radius(value, panel.cirkel);
    const x = 50;
    drawn("circle", { cx: x, cy: foot - size, r: size, class: "am-maat" }, map.layers.cirkels);
    drawn("text", { x: x + 52, y: foot - 2 * size + 7 }, map.layers.cirkels).textContent = words;
  }
}

// Names of regions, where they do not cross an earlier one. A map of all municipalities has no room for them.
function drawNames(state, map, panel) {
  map.layers.namen.replaceChildren();
  if (!state.grouped) return;
  const taken = [];
  state.middle.forEach((middle, at) => {
    if (!middle || panel.codes[at] === null) return;
    const name = state.data.gebieden[at][1];
    const [x, y, half] = [...middle, name.length * 4.3];
    const crosses = taken.some((box) => Math.abs(box[0] - x) < box[2] + half && Math.abs(box[1] - y) < 18);
    if (crosses || x - half < 0 || x + half > state.drawing.breedte) return;
    taken.push([x, y, half]);
    drawn("text", { x, y: y + (panel.cirkel ? 26 : 4) }, map.layers.namen).textContent = name;
  });
}

function drawKey(state, map, panel) {
  const counts = counted(state, panel);
  map.key.replaceChildren();
  for (const [kind, value, words, number] of counts ? entries(state, panel, counts) : panel.legende) {
    if (kind === "cirkel") continue;
    const item = element("li", "");
    const box = drawn("svg", { viewBox: "0 0 26 16", "aria-hidden": "true" }, item);
    const swatch = drawn("rect", { x: 0.5, y: 0.5, width: 25, height: 15, class: `am-s-${kind}` }, box);
    if (value === "geen_gebied") swatch.style.fill = "var(--grond)";
    if (kind === "klasse") swatch.style.fill = `var(--${panel.kleuren[value]})`;
    if (kind === "gearceerd") swatch.style.fill = `var(--${panel.kleuren[Math.floor(panel.kleuren.length / 2)]})`;
    if (kind === "patroon" || kind === "gearceerd") {
      const at = state.data.patronen.findIndex((pattern) => pattern.naam === value);
      const hatch = drawn("rect", { x: 0.5, y: 0.5, width: 25, height: 15, class: "am-s-arcering" }, box);
      hatch.style.fill = state.data.patronen[at].pad ? `url(#p-${state.id}-${map.at}-${at})` : "none";
    }
    if (kind === "nul" || (kind === "voorlopig" && panel.cirkel)) {
      swatch.remove();
      const style = kind === "nul" ? { r: 1.6, class: "am-nul" } : { r: 6, class: "am-cirkel am-open" };
      drawn("circle", { cx: 13, cy: 8, ...style }, box);
    }
    item.append(element("span", "", {}, words), element("b", "", {}, String(counts ? counts(kind, value, number) : number)));
    map.key.append(item);
  }
}

// While months are played the legend counts what that month shows.
function counted(state, panel) {
  if (state.moment === null || !state.months) return null;
  const codes = panel.codes.filter((code, at) => code !== null && state.middle[at]);
  return (kind, value, number) => {
    if (kind === "klasse") return codes.filter((code) => classOf(code) === value).length;
    if (kind === "voorlopig") return codes.filter(provisional).length;
    if (kind === "nul") return panel.maten.filter((limits, at) => limits && state.middle[at] && limits.at(-1) === 0).length;
    if (value === "geen_gebied" || value === "meer") return number;
    const at = state.data.patronen.findIndex((pattern) => pattern.naam === value);
    const within = kind === "gearceerd";
    return codes.filter((code) => patternOf(code) === at && classOf(code) >= 0 === within).length;
  };
}

// The legend of a month that is played: its classes, and every pattern that this month shows.
function entries(state, panel, counts) {
  const fixed = panel.legende.filter(([kind, value]) => kind === "klasse" || kind === "cirkel" || value === "geen_gebied" || value === "meer");
  const loose = [
    ["nul", 0, state.data.woorden.nul],
    ["gearceerd", "verborgen", state.data.woorden.gearceerd],
    ...state.data.patronen.filter(({ naam }) => naam && naam !== "geen_gebied" && naam !== "meer").map(({ naam, tekst }) => ["patroon", naam, tekst]),
    ["voorlopig", "", state.data.woorden.voorlopig],
  ];
  return [...fixed, ...loose.filter(([kind, value]) => (kind !== "nul" || panel.cirkel) && counts(kind, value, 0) > 0)];
}

// ---- Words -------------------------------------------------------------------------------------------------------------

function line(state, panel, at) {
  const view = shown(state, panel);
  const name = state.data.gebieden[at][1];
  if (view.codes[at] === null || view.codes[at] === undefined) return `${name}: hier niet bekend`;
  const unit = view.maten[at] ? (view.eenheid.startsWith("%") ? "" : " ") + view.eenheid : "";
  const chance = view.toeval[at] ? `${state.data.toeval} ${view.toeval[at]}` : "";
  const doubt = [view.twijfels[view.twijfel[at]], chance].filter(Boolean).join("; ");
  return `${name}: ${view.cijfers[at]}${unit}${doubt ? ` (${doubt})` : ""}`;
}

function areaUnder(state, event) {
  const { gebied, nis } = event.target.dataset || {};
  if (gebied !== undefined) return [Number(gebied)];
  return nis ? state.all[nis] : [];
}

function hover(state, event) {
  const under = areaUnder(state, event);
  const [at] = under;
  if (at === undefined) return unhover(state);
  if (state.hovered !== under.join()) {
    state.hovered = under.join();
    const words = state.data.panelen.flatMap((panel) => under.map((one) => line(state, panel, one)));
    state.tip.replaceChildren(...words.map((text) => element("p", "", {}, text)));
    state.maps.forEach((one) => mark(one.layers.stip, outline(state, at), "am-wijs"));
  }
  state.tip.hidden = false;
  const box = state.root.getBoundingClientRect();
  const left = Math.min(event.clientX - box.left + 14, box.width - state.tip.offsetWidth - 4);
  state.tip.style.transform = `translate(${Math.max(left, 0)}px, ${event.clientY - box.top + 18}px)`;
}

function unhover(state) {
  state.hovered = null;
  state.tip.hidden = true;
  state.maps.forEach((one) => one.layers.stip.replaceChildren());
}

// What is marked already stays: a ring asks for the size of the mark, and that lays the whole page out.
function mark(layer, path, className) {
  if (layer.firstChild?.getAttribute("d") === path) return;
  layer.replaceChildren();
  drawn("path", { d: path, class: `${className}-rand` }, layer);
  drawn("path", { d: path, class: className }, layer);
  ring(layer, className);
}

// A ring round what is too small to be seen, such as Herstappe.
function ring(layer, className) {
  const box = layer.getBBox();
  if (!box.width || Math.max(box.width, box.height) >= TINY) return;
  const place = { cx: box.x + box.width / 2, cy: box.y + box.height / 2, r: TINY };
  drawn("circle", { ...place, class: `${className}-rand` }, layer);
  drawn("circle", { ...place, class: className }, layer);
}

// ---- Choosing ----------------------------------------------------------------------------------------------------------

function choose(state, at) {
  const id = state.data.gebieden[at][0];
  state.data = { ...state.data, gekozen: id };
  drawChoice(state);
  fillTable(state);
  state.send("gebied", id);
}

function pick(state, event) {
  const found = areaUnder(state, event);
  if (!found.length) return;
  choose(state, found[(found.indexOf(chosenAt(state)) + 1) % found.length]);
}

function drawChoice(state) {
  const at = chosenAt(state);
  const together = new Set(state.data.omlijnd);
  for (const map of state.maps) {
    if (at >= 0) mark(map.layers.kies, outline(state, at), "am-keuze");
    else if (together.size) mark(map.layers.kies, outlineOf(state, (nis) => together.has(nis)), "am-keuze");
    else map.layers.kies.replaceChildren();
  }
}

const startOf = (state) => {
  const chosen = chosenAt(state);
  return chosen >= 0 && state.middle[chosen] ? chosen : state.middle.findIndex(Boolean);
};

function setFocus(state, map, at, quiet = false) {
  state.focus = at;
  if (at < 0) return;
  if (map.keeper.matches(":focus-visible") || !quiet) {
    state.maps.forEach((one) => mark(one.layers.stap, outline(state, at), "am-aandacht"));
  }
  state.live.textContent = line(state, state.data.panelen[map.at], at);
}

const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

function walk(state, map, event) {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (state.focus !== null && state.focus >= 0) choose(state, state.focus);
    return;
  }
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const from = state.focus ?? startOf(state);
  const next = nearest(state, from, step, state.touching[from]) ?? nearest(state, from, step, null);
  setFocus(state, map, next ?? from);
}

// The closest middle in a direction, first among the areas that touch: how far along counts once, how far aside twice.
function nearest(state, from, [dx, dy], among) {
  const start = state.middle[from];
  let best = null;
  let least = Infinity;
  state.middle.forEach((middle, at) => {
    if (!start || !middle || at === from || (among && !among.has(at))) return;
    const along = (middle[0] - start[0]) * dx + (middle[1] - start[1]) * dy;
    const aside = Math.abs((middle[0] - start[0]) * dy) + Math.abs((middle[1] - start[1]) * dx);
    if (along <= 0 || aside > along * 1.8) return;
    if (along + 2 * aside < least) [best, least] = [at, along + 2 * aside];
  });
  return best;
}

// ---- Months ------------------------------------------------------------------------------------------------------------

function fillPlayer(state) {
  const { spelen, periode } = state.data;
  if (state.played === spelen && state.player.childElementCount) {
    if (state.at !== periode) stop(state, true);
    state.at = periode;
    return;
  }
  stop(state, true);
  Object.assign(state, { played: spelen, at: periode, months: null });
  state.player.replaceChildren();
  if (!spelen) return;
  const open = element("button", "am-kaart-knop", { type: "button" }, "Maanden bekijken");
  open.addEventListener("click", () => loadMonths(state, open));
  state.player.append(open);
}

async function loadMonths(state, open) {
  open.disabled = true;
  open.textContent = "Maanden laden…";
  try {
    const found = await (await fetch(new URL(state.data.spelen, location.href))).json();
    const order = state.data.gebieden.map(([id]) => found.gebieden.indexOf(id));
    const sorted = (list, absent) => order.map((at) => (at < 0 ? absent : list[at]));
    state.months = found.perioden.map((periode, at) => ({
      periode,
      naam: found.namen[at],
      uitleg: found.uitleg[at],
      codes: sorted(found.codes[at], null),
      cijfers: sorted(found.cijfers[at], ""),
      twijfel: sorted(found.twijfel[at], 0),
      maten: found.maten ? sorted(found.maten[at], null) : sorted(found.cijfers[at].map((text) => (/\d/.test(text) ? [0] : null)), null),
      twijfels: found.twijfels,
    }));
    buildPlayer(state);
  } catch {
    open.disabled = false;
    open.textContent = "De maanden konden niet geladen worden. Opnieuw proberen";
  }
}

function buildPlayer(state) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const last = state.months.length - 1;
  const play = element("button", "am-kaart-knop", { type: "button" }, "Afspelen");
  const slider = element("input", "", { type: "range", min: 0, max: last, step: 1, "aria-label": "Maand op de kaart" });
  const label = element("output", "am-kaart-maand");
  const adopt = element("button", "am-kaart-knop", { type: "button" }, "Toon deze maand op de hele pagina");
  const start = state.months.findIndex((month) => month.periode === state.data.periode);
  slider.value = start < 0 ? last : start;
  Object.assign(state, { slider, label, play, adopt });
  slider.addEventListener("input", () => show(state, Number(slider.value)));
  play.addEventListener("click", () => (state.timer ? stop(state) : begin(state)));
  adopt.addEventListener("click", () => state.send("periode", state.months[Number(slider.value)].periode));
  state.player.replaceChildren(...(still ? [] : [play]), slider, label, adopt);
  show(state, Number(slider.value));
  slider.focus();
}

function show(state, moment) {
  const month = state.months[moment];
  state.moment = month.periode === state.data.periode ? null : moment;
  state.slider.value = moment;
  state.slider.setAttribute("aria-valuetext", month.naam);
  state.label.textContent = month.naam;
  state.adopt.hidden = state.moment === null;
  state.maps.filter((map) => map.at === 0).forEach((map) => fillMap(state, map));
}

function begin(state) {
  state.play.textContent = "Pauzeren";
  if (Number(state.slider.value) >= state.months.length - 1) show(state, 0);
  state.timer = setInterval(() => {
    const next = Number(state.slider.value) + 1;
    if (!state.root.isConnected || next >= state.months.length) stop(state);
    else show(state, next);
  }, SPEED);
}

function stop(state, back = false) {
  clearInterval(state.timer);
  state.timer = null;
  if (state.play) state.play.textContent = "Afspelen";
  if (!back) return;
  state.moment = null;
  if (!state.months || !state.slider) return;
  const at = state.months.findIndex((month) => month.periode === state.data.periode);
  if (at >= 0) show(state, at);
}

// ---- Table -------------------------------------------------------------------------------------------------------------

function fillTable(state) {
  const { data } = state;
  if (data.klein) return;
  const first = data.panelen[0];
  const columns = [
    { naam: data.kop, sorteer: (a, b) => a - b },
    ...data.panelen.map((panel, at) => ({ naam: data.panelen.length > 1 ? panel.titel : panel.eenheid, getal: true, panel: at })),
    ...(first.toeval.length && data.panelen.length === 1 ? [{ naam: "Door toeval alleen", getal: true, toeval: true }] : []),
    { naam: "Opmerking" },
  ];
  const { kolom = 0, neer = false } = state.table;
  const order = sorted(state, columns[kolom], neer);
  const layout = JSON.stringify([columns, order, kolom, neer]);
  if (state.rows && state.layout === layout && state.scroller?.isConnected) {
    write(state.caption, data.bijschrift);
    state.scroller.setAttribute("aria-label", data.bijschrift);
    for (const row of state.rows) fillRow(state, columns, row);
  } else buildTable(state, columns, order, layout);
  if (state.table.terug !== undefined) {
    const button = state.scroller.querySelectorAll(state.table.terug)[state.table.welke];
    state.table.terug = undefined;
    button?.focus({ preventScroll: true });
  }
}

// Anew only where columns or order differ: laying out 285 rows costs more than writing the figures that changed.
function buildTable(state, columns, order, layout) {
  const { data } = state;
  const { kolom = 0, neer = false } = state.table;
  const scroll = state.scrolled ?? 0;
  const table = element("table", "am-tabel");
  const caption = element("caption", "", {}, data.bijschrift);
  table.append(caption);
  const head = table.createTHead().insertRow();
  columns.forEach((column, at) => {
    const cell = element("th", column.getal ? "am-n" : "", { scope: "col" });
    if (at === 0 || column.panel !== undefined) {
      const button = element("button", "am-sorteer", { type: "button" }, column.naam);
      button.addEventListener("click", () => sortBy(state, at));
      cell.append(button);
      cell.setAttribute("aria-sort", at === kolom ? (neer ? "descending" : "ascending") : "none");
    } else cell.textContent = column.naam;
    head.append(cell);
  });
  const body = table.createTBody();
  const rows = order.map((at) => tableRow(state, columns, at));
  for (const row of rows) {
    fillRow(state, columns, row);
    body.append(row.row);
  }
  const scroller = element("div", "am-schuif am-kaart-tabel", { role: "group", tabindex: "0", "aria-label": data.bijschrift });
  scroller.append(table);
  state.list.replaceChildren(scroller);
  Object.assign(state, { scroller, caption, rows, layout });
  if (scroll) scroller.scrollTop = scroll; // asking for it would lay the page out at once, so it is kept
  scroller.addEventListener("scroll", () => { state.scrolled = scroller.scrollTop; }, { passive: true });
}

function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

function sorted(state, column, down) {
  const order = state.data.gebieden.map((_, at) => at);
  if (column?.panel === undefined) return down ? order.reverse() : order;
  const { maten } = state.data.panelen[column.panel];
  const sign = down ? -1 : 1;
  return order.sort((a, b) => {
    if (!maten[a] || !maten[b]) return Number(!maten[a]) - Number(!maten[b]) || a - b;
    return sign * (maten[a][0] - maten[b][0] || maten[a].at(-1) - maten[b].at(-1)) || a - b;
  });
}

function sortBy(state, at) {
  const neer = state.table.kolom === at ? !state.table.neer : at !== 0;
  state.table = { kolom: at, neer, terug: ".am-sorteer", welke: at ? at : 0 };
  state.scrolled = 0;
  fillTable(state);
}

function tableRow(state, columns, at) {
  const row = element("tr", "");
  const heading = element("th", "", { scope: "row" });
  const button = element("button", "am-rijkeuze", { type: "button" }, state.data.gebieden[at][1]);
  button.addEventListener("click", (event) => {
    const buttons = [...state.scroller.querySelectorAll(".am-rijkeuze")];
    state.table = { ...state.table, terug: ".am-rijkeuze", welke: buttons.indexOf(event.currentTarget) };
    choose(state, at);
  });
  heading.append(button);
  const cells = columns.slice(1).map((column) => element("td", column.getal ? "am-n" : ""));
  row.append(heading, ...cells);
  return { at, row, button, cells };
}

function fillRow(state, columns, { at, row, button, cells }) {
  const { data } = state;
  const [id, name] = data.gebieden[at];
  const chosen = id === data.gekozen;
  if (row.classList.contains("am-gekozen") !== chosen) row.className = chosen ? "am-gekozen" : "";
  if (button.getAttribute("aria-pressed") !== String(chosen)) button.setAttribute("aria-pressed", String(chosen));
  write(button, name);
  cells.forEach((cell, place) => {
    const column = columns[place + 1];
    const panel = data.panelen[column.panel ?? 0];
    let text = remarks(data, at);
    if (column.toeval) text = panel.toeval[at] || "";
    else if (column.panel !== undefined) {
      text = panel.cijfers[at] + (panel.maten[at] && panel.eenheid.startsWith("%") ? "%" : "");
    }
    write(cell, text);
  });
}

// The doubt about an area; with two maps each says its own.
function remarks(data, at) {
  const said = data.panelen.map((panel) => data.twijfels[panel.twijfel[at]]);
  if (said.length === 1) return said[0];
  if (said.every((text) => text === said[0])) return said[0] && `beide: ${said[0]}`;
  return said.map((text, map) => text && `${map ? "rechts" : "links"}: ${text}`).filter(Boolean).join("; ");
}

// ---- Picture -----------------------------------------------------------------------------------------------------------

function savePicture(state) {
  const { naam, svg, keer } = state.data.beeld;
  state.saved = naam + keer;
  const picture = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  picture.addEventListener("load", () => {
    const canvas = element("canvas", "");
    [canvas.width, canvas.height] = [picture.naturalWidth * 2, picture.naturalHeight * 2];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob((blob) => {
      const link = element("a", "", { download: naam, href: URL.createObjectURL(blob) });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }, "image/png");
  });
  picture.src = address;
}
