// What style alone cannot do on paper: charts as narrow as the sheet and in the colours of paper, and everything that folds open.
const SHEET = 690; // pixels of an A4 sheet between its margins (afdruk.css)
let undo = [];

addEventListener("beforeprint", () => {
  restore();
  for (const fold of document.querySelectorAll("details.am-vouw:not([open])")) {
    fold.open = true;
    undo.push(() => (fold.open = false));
  }
  for (const chart of document.querySelectorAll(".js-plotly-plot")) {
    const wide = chart.querySelector(".svg-container")?.offsetWidth ?? 0;
    if (wide <= SHEET) continue;
    chart.style.zoom = SHEET / wide;
    undo.push(() => (chart.style.zoom = ""));
  }
  if (getComputedStyle(document.querySelector(".stApp")).colorScheme === "dark") onPaper(pairs());
});
addEventListener("afterprint", restore);

function restore() {
  for (const back of undo.splice(0)) back();
}

// Charts and small drawings hold the colours of the dark theme themselves: each becomes that of the light one.
function onPaper(found) {
  const inLight = (text) => text.replace(/rgb\(\d+, \d+, \d+\)|#[0-9a-f]{6}\b/g, (colour) => found.get(colour) ?? colour);
  for (const part of document.querySelectorAll(".js-plotly-plot svg *")) {
    for (const name of ["style", "fill", "stroke"]) {
      const before = part.getAttribute(name);
      const after = before && inLight(before);
      if (after !== before) change(part, name, after, before);
    }
  }
  const kind = "data:image/svg+xml;base64,";
  for (const image of document.querySelectorAll(`img[src^="${kind}"]`)) {
    const before = image.getAttribute("src");
    change(image, "src", kind + btoa(inLight(atob(before.slice(kind.length)))), before);
  }
}

function change(part, name, after, before) {
  part.setAttribute(name, after);
  undo.push(() => part.setAttribute(name, before));
}

// Every colour token of the dark theme, as a chart writes it, with its colour in the light one.
function pairs() {
  const rules = [...document.styleSheets].flatMap((sheet) => (sheet.href?.includes("/stijl.css") ? [...sheet.cssRules] : []));
  const roots = rules.filter((rule) => rule.selectorText === ":root");
  const tokens = roots.flatMap(({ style }) => [...style].filter((name) => style.getPropertyValue(name).includes("light-dark")));
  const probe = document.body.appendChild(document.createElement("span"));
  const seen = (scheme) => {
    probe.style.colorScheme = scheme;
    return tokens.map((name) => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    });
  };
  const [dark, light] = [seen("dark"), seen("light")];
  probe.remove();
  const found = new Map();
  dark.forEach((colour, at) => {
    found.set(colour, light[at]);
    found.set(asHex(colour), light[at]);
  });
  return found;
}

function asHex(colour) {
  const parts = colour.match(/\d+/g).slice(0, 3);
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
}
