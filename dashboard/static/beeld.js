// Saves the chart above it as a picture, with its title and source: what a reader sees, drawn again in one SVG.
const SVG = "http://www.w3.org/2000/svg";
const EDGE = 16;
const LINE = 19;
const SMALL = 16;
const views = new WeakMap();

export default function ({ data, parentElement }) {
  const known = views.get(parentElement);
  if (known) {
    known.data = data;
    return;
  }
  const view = { data };
  views.set(parentElement, view);
  const root = document.createElement("div");
  root.className = "am-beeld";
  root.append(button("Download SVG", () => saveDrawing(view.data)), button("Download PNG", () => savePixels(view.data)));
  parentElement.append(root);
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

// What Python packed (dashboard/components/scripts.py): a whole drawing, only unpacked when it is saved.
async function read(data) {
  if (!(data instanceof Uint8Array)) return data;
  return new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}

async function saveDrawing(sent) {
  const data = await read(sent);
  const drawing = drawn(data);
  if (drawing) offer(asFile(drawing), `${data.naam}.svg`);
}

async function savePixels(sent) {
  const data = await read(sent);
  const drawing = drawn(data);
  if (!drawing) return;
  const picture = new Image();
  const address = URL.createObjectURL(asFile(drawing));
  picture.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.naturalWidth * 2, picture.naturalHeight * 2];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob((blob) => offer(blob, `${data.naam}.png`), "image/png");
  });
  picture.src = address;
}

function asFile(drawing) {
  return new Blob([new XMLSerializer().serializeToString(drawing)], { type: "image/svg+xml" });
}

function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// The chart as one drawing, in the colours of the page; null while it is not there yet. A page may give a whole drawing itself.
function drawn(data) {
  if (data.tekening) return new DOMParser().parseFromString(data.tekening, "image/svg+xml").documentElement;
  const chart = document.querySelector(`.st-key-${CSS.escape(data.grafiek)} .js-plotly-plot`);
  if (!chart) return null;
  const { width, height } = chart.getBoundingClientRect();
  const titles = lines(data.titel, width / 8.5);
  const sources = lines(data.bron, width / 6.5);
  const above = EDGE + LINE * titles.length;
  const whole = { width: Math.ceil(width) + 2 * EDGE, height: Math.ceil(height + above + SMALL * sources.length + 2 * EDGE) };
  const drawing = made("svg", { xmlns: SVG, ...whole, viewBox: `0 0 ${whole.width} ${whole.height}` });
  const style = getComputedStyle(document.querySelector(".stApp"));
  drawing.append(made("rect", { ...whole, fill: style.backgroundColor }));
  const words = { x: EDGE, fill: style.color, "font-family": style.fontFamily };
  titles.forEach((text, at) => drawing.append(made("text", { ...words, y: EDGE + LINE * at + 8, "font-size": 16, "font-weight": 600 }, text)));
  for (const layer of chart.querySelectorAll("svg.main-svg")) {
    const copy = layer.cloneNode(true);
    copy.setAttribute("x", EDGE);
    copy.setAttribute("y", above);
    copy.setAttribute("overflow", "visible");
    copy.style.overflow = "visible";
    drawing.append(copy);
  }
  const below = above + height + SMALL;
  sources.forEach((text, at) => drawing.append(made("text", { ...words, y: below + SMALL * at, "font-size": 12 }, text)));
  return drawing;
}

function made(name, attributes, text = "") {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

// Words in lines of about this many letters.
function lines(text, letters) {
  const found = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const last = found.at(-1);
    if (last !== undefined && last.length + word.length < letters) found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found;
}
