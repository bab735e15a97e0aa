// What Streamlit writes in English itself, in Dutch; and links to another view that keep the session instead of reloading.
import "./woorden.js";

const WORDS = {
  "Skip to main content": "Naar de inhoud",
  "Open": "Openen",
  "Close": "Sluiten",
  "Clear value": "Keuze wissen",
  "Clear all": "Alles wissen",
  "Select...": "Kies",
  "Select all": "Alles kiezen",
  "Choose an option": "Kies",
  "Choose options": "Kies",
  "Multiselect options": "Keuzes",
  "Selected values": "Gekozen",
  "Show suggestions": "Keuzes tonen",
  "Suggestions": "Keuzes",
  "No results": "Niets gevonden",
  "No options to select": "Er is niets om te kiezen",
  "Copy to clipboard": "Kopiëren",
  "Copied": "Gekopieerd",
  "Copied!": "Gekopieerd",
  "Cancel": "Annuleren",
  "Dismiss": "Sluiten",
  "Try again": "Opnieuw proberen",
  "Continue anyway": "Toch verdergaan",
  "Running...": "Bezig",
  "— running": "— bezig",
  "— complete": "— klaar",
  "— error": "— mislukt",
  "Stopping...": "Stoppen",
  "Rerun": "Opnieuw",
  "Please wait...": "Even wachten",
  "Connecting": "Verbinden",
  "Connecting to Streamlit server": "Verbinden met de monitor",
  "Unable to connect to Streamlit server": "Geen verbinding met de monitor",
  "Connection error": "De verbinding is verbroken",
  "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
    "De monitor antwoordt niet. Wacht even: de pagina probeert het zelf opnieuw. Uw keuzes blijven bewaard in het adres.",
  "streamlit run yourscript.py": "",
  "Connection lost. Please wait for the app to reconnect, then try again.": "De verbinding is verbroken. Wacht even en probeer opnieuw.",
  "Network error": "Geen verbinding",
  "Unknown error": "Onbekende fout",
  "Bad message format": "Er ging iets mis bij het maken van deze pagina",
  "Script execution error": "Er ging iets mis bij het maken van deze pagina",
  "No message": "",
  "Page not found": "Deze pagina bestaat niet",
  "The page that you have requested does not seem to exist. Running the app's main page.": "U ziet nu het overzicht.",
  "Navigate to home page": "Naar het overzicht",
  "App pages": "Pagina's",
  "Main menu": "Menu",
  "Notifications": "Meldingen",
  "Markdown content": "Tekst",
  "Loading...": "Laden",
  "Fullscreen": "Volledig scherm",
  "Close fullscreen": "Volledig scherm sluiten",
  "Press Enter to apply": "Druk op Enter om te bewaren",
  "Press Enter to submit form": "Druk op Enter om te bevestigen",
  "Upload": "Kies een bestand",
  "file upload": "Kies een bestand",
  "Drag and drop a file here": "Sleep het bestand hierheen",
  "Drag and drop files here": "Sleep de bestanden hierheen",
  "Add files": "Kies een ander bestand",
  "Only one file is allowed.": "Er kan maar één bestand tegelijk.",
  "File size is too small.": "Het bestand is te klein.",
  "Error uploading file": "Het bestand kon niet verstuurd worden",
};
// The same where a name or a number stands in the words: [how they begin, how they end, what comes instead]; § is what stands between.
const PHRASES = [
  ["", "MB per file", "§ MB per bestand"],
  ["Remove ", "", "Verwijder §"],
  ["Cancel upload of ", "", "Versturen van § annuleren"],
  ["Help for ", "", "Uitleg bij §"],
  ["", " option available.", "§ keuze."],
  ["", " options available.", "§ keuzes."],
  ["", ", selected", "§, gekozen"],
  ["Select ", " matches", "Kies alle §"],
  ["File must be ", "MB or smaller.", "Het bestand mag hoogstens § MB groot zijn."],
  ["", " files are not allowed.", "Dit soort bestand kan de monitor niet lezen."],
  ["You can only select up to ", " options. Remove an option first.", "U kunt er hoogstens § kiezen. Verwijder er eerst een."],
  ["You have requested page ", " Running the app's main page.", "U ziet nu het overzicht."],
];
const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];

// What a text is in Dutch; undefined where it is none of Streamlit's.
function inDutch(text) {
  if (!text) return undefined;
  const words = text.trim();
  if (Object.hasOwn(WORDS, words)) return WORDS[words];
  const phrase = PHRASES.find(([begin, end]) => words.startsWith(begin) && words.endsWith(end));
  return phrase && phrase[2].replace("§", words.slice(phrase[0].length, words.length - phrase[1].length));
}

function translateElement(element) {
  for (const name of ATTRIBUTES) {
    const dutch = inDutch(element.getAttribute(name));
    if (dutch !== undefined) element.setAttribute(name, dutch);
  }
}

function translateText(node) {
  const dutch = inDutch(node.nodeValue);
  if (dutch !== undefined) node.nodeValue = dutch;
}

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    translateText(node);
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  translateElement(node);
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.nodeType === Node.TEXT_NODE) translateText(walker.currentNode);
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
