// What Streamlit writes in English itself, in Dutch; and links to another view that keep the session instead of reloading.
const WORDS = {
  "Skip to main content": "Naar de inhoud",
  "Open": "Openen",
  "Close": "Sluiten",
  "Clear value": "Keuze wissen",
  "Clear all": "Alles wissen",
  "Select...": "Kies",
  "Selected values": "Gekozen",
  "Choose an option": "Kies",
  "Choose options": "Kies",
  "No results": "Niets gevonden",
  "No options to select": "Er is niets om te kiezen",
  "Copy to clipboard": "Kopiëren",
  "Copied": "Gekopieerd",
  "Copied!": "Gekopieerd",
  "Cancel": "Annuleren",
  "Try again": "Opnieuw proberen",
  "Running...": "Bezig",
  "Connecting": "Verbinden",
  "Connection error": "De verbinding is verbroken",
  "Page not found": "Deze pagina bestaat niet",
  "Navigate to home page": "Naar het overzicht",
  "App pages": "Pagina's",
  "Markdown content": "Tekst",
  "Loading...": "Laden",
  "Fullscreen": "Volledig scherm",
  "Close fullscreen": "Volledig scherm sluiten",
  "You can only select up to 8 options. Remove an option first.": "U kunt hoogstens 8 gemeenten kiezen. Verwijder er eerst een.",
  "Press Enter to apply": "Druk op Enter om te bewaren",
  "Upload": "Kies een bestand",
  "Browse files": "Kies een bestand",
  "Drag and drop file here": "of sleep het hierheen",
  "Script execution error": "Er ging iets mis bij het maken van deze pagina",
};
const BEGINNINGS = { "Remove ": "Verwijder " };
const PER_FILE = " per file";
const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];

function inDutch(text) {
  if (text && text.endsWith(PER_FILE)) return text.replace("MB", " MB").replace(PER_FILE, " per bestand");
  const begin = text && Object.keys(BEGINNINGS).find((words) => text.startsWith(words));
  return begin ? BEGINNINGS[begin] + text.slice(begin.length) : WORDS[text];
}

function translateElement(element) {
  for (const name of ATTRIBUTES) {
    const dutch = inDutch(element.getAttribute(name));
    if (dutch) element.setAttribute(name, dutch);
  }
}

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const dutch = node.nodeValue.endsWith(PER_FILE) ? inDutch(node.nodeValue) : WORDS[node.nodeValue.trim()];
    if (dutch) node.nodeValue = dutch;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  translateElement(node);
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.nodeType === Node.TEXT_NODE) translate(walker.currentNode);
    else translateElement(walker.currentNode);
  }
}

// The row of page links is a landmark, and says which page is open. Only what differs is written: a write is a mutation too.
function markCurrent() {
  const row = document.querySelector(".st-key-navigatie");
  if (!row) return;
  write(row, "role", "navigation");
  write(row, "aria-label", "Pagina's");
  for (const link of row.querySelectorAll("a")) {
    write(link, "aria-current", lastPart(link.getAttribute("href")) === lastPart(location.pathname) ? "page" : "false");
  }
}

function lastPart(address) {
  return address.split("?")[0].split("/").pop();
}

function write(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "characterData") translate(change.target);
    else if (change.type === "attributes") translateElement(change.target);
    else change.addedNodes.forEach(translate);
  }
  markCurrent();
}).observe(document, {
  attributeFilter: ATTRIBUTES,
  attributes: true,
  characterData: true,
  childList: true,
  subtree: true,
});

translate(document.documentElement);

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.am-link");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  const goal = new URL(link.getAttribute("href"), location.href);
  for (const option of new URLSearchParams(location.search).getAll("embed")) goal.searchParams.append("embed", option);
  history.pushState({}, "", goal);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  scrollTo({ top: 0 });
});

// The way past the navigation and the choosers leads to the finding: Streamlit's own stops before them.
document.addEventListener("click", (event) => {
  const heading = event.target.closest?.("[data-testid=stSkipToContent]") && document.querySelector("h1");
  if (!heading) return;
  event.preventDefault();
  heading.tabIndex = -1;
  heading.focus();
});

// A finding as text for a note.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.(".am-kopieer");
  if (!button) return;
  const done = await copied(button.dataset.tekst);
  button.nextElementSibling.textContent = done ? "Gekopieerd. U kunt de tekst nu plakken." : "Kopiëren lukt niet in deze browser.";
});

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text); // a frame of another site, or a server without TLS, has no clipboard of its own
  }
}

function copiedByHand(text) {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "am-kopieerveld";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
}
