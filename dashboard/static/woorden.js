// Explains the words of the field where they stand: the first time a part of a page uses one, it becomes a button that opens its
// explanation. The words come from the catalogue (dashboard/glossary.py); the explanation stands in a popover of its own.
const PLACES = "p, li, dt, caption, th[scope=col], h1, h2, h3, .am-bij, .am-bron, .am-stand";
const NOT_IN = "a, button, label, summary, .am-begrippen, .am-voet, .am-uitleg";
const PART = "H2";
const ONCE = ".am-bron"; // under every figure: a word of it is marked once on the page
const LETTER = "[\\p{L}\\p{N}]";
const STOP = /^[\p{Pe}\p{Po}]+/u;
const QUIET = 40;

const words = new Map();
let pattern = null;
let waiting = 0;

// A word is marked between letters only, so that `TWE` is not found in `TWE-uitstroom`; the longest form wins.
async function begin() {
  const answer = await fetch(new URL("../../begrippen.json", import.meta.url));
  if (!answer.ok) return;
  (await answer.json()).forEach((entry, at) => {
    for (const form of entry.vormen) words.set(form.toLowerCase(), { ...entry, id: `am-uitleg-${at}` });
  });
  const forms = [...words.keys()].sort((one, other) => other.length - one.length).map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  pattern = new RegExp(`(?<!${LETTER}|-)(?:${forms.join("|")})(?!${LETTER}|-)`, "giu");
  new MutationObserver(later).observe(document.body, { childList: true, subtree: true, characterData: true });
  later();
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(mark, QUIET);
}

// What is marked already stays: a page that did not change is left alone.
function mark() {
  let seen = new Set();
  const everywhere = new Set();
  for (const box of document.querySelectorAll("[data-testid=stHtml]")) {
    for (const place of box.querySelectorAll(PLACES)) {
      if (place.tagName === PART) seen = new Set();
      if (place.closest(NOT_IN)) continue;
      const known = place.matches(ONCE) ? everywhere : seen;
      const marked = () => place.querySelectorAll(".am-woord").forEach((button) => known.add(button.dataset.woord) && everywhere.add(button.dataset.woord));
      marked();
      markIn(place, known);
      marked();
    }
  }
}

function markIn(place, seen) {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(NOT_IN)) texts.push(walker.currentNode);
  for (let text of texts) {
    for (const found of [...text.nodeValue.matchAll(pattern)].reverse().filter((one) => first(one, text, seen))) {
      const word = text.splitText(found.index);
      const rest = word.splitText(found[0].length);
      word.replaceWith(withItsStop(button(words.get(found[0].toLowerCase()), found[0]), rest));
    }
    for (const one of text.parentElement.querySelectorAll(".am-woord")) seen.add(one.dataset.woord);
  }
}

// The first place of a word in its text, when the part of the page did not use it before.
function first(found, text, seen) {
  const id = words.get(found[0].toLowerCase()).id;
  if (seen.has(id)) return false;
  const earlier = [...text.nodeValue.slice(0, found.index).matchAll(pattern)];
  return !earlier.some((one) => words.get(one[0].toLowerCase()).id === id);
}

// A line would break between a button and the comma after it.
function withItsStop(word, rest) {
  const stop = rest.nodeValue.match(STOP)?.[0] ?? "";
  if (!stop) return word;
  rest.deleteData(0, stop.length);
  const whole = document.createElement("span");
  whole.className = "am-heel";
  whole.append(word, stop);
  return whole;
}

function button(entry, shown) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "am-woord";
  made.dataset.woord = entry.id;
  made.textContent = shown;
  made.popoverTargetElement = explanation(entry);
  return made;
}

// Stands at the end of the page, so that the sentence round the word stays whole for who copies or searches it.
function explanation(entry) {
  const known = document.getElementById(entry.id);
  if (known) return known;
  const made = document.createElement("div");
  made.id = entry.id;
  made.className = "am-uitleg";
  made.popover = "auto";
  const name = document.createElement("strong");
  name.textContent = entry.naam;
  const text = document.createElement("p");
  text.textContent = entry.uitleg;
  made.append(name, text);
  made.addEventListener("toggle", (event) => say(event.newState === "open" ? `${entry.naam}: ${entry.uitleg}` : ""));
  document.body.append(made);
  return made;
}

// For who hears the page: the focus stays on the word.
function say(text) {
  let voice = document.getElementById("am-uitleg-stem");
  if (!voice) {
    voice = document.createElement("div");
    voice.id = "am-uitleg-stem";
    voice.className = "am-stem";
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  voice.textContent = text;
}

begin();
