"""English that must not reach a reader: words Dutch does not have, found in what a page shows, says aloud or puts in a file."""

from __future__ import annotations

import re

from playwright.sync_api import Page

# Whole words that are none of Dutch; those of both languages are left out:
# `is`, `in`, `of`, `was`, `week`, `start`, `print`, `filter`, `download`, `Enter`, `last`, `feedback`.
LISTED = """
about above accept add added after again alert also amount and another any apply are array ask available average back been
before below between both bottom browse but button by cancel cannot change changed chart child choose clear click close
collapse column columns connecting connection contains continue copied copy could count create current dark date day days
delete deleted description did different disabled disconnected does done drag each edit empty error errors every exit expand
failed false field fields file files finished first following found from fullscreen generated get graph has have
heading help here hide how image inhabitants input installed instead internal invalid item items keyboard label leave
legend less line lines list load loading made main many match matches maximize mean missing month months more must name names
navigation network new next none nothing notifications null number numbers occurred only option optional options other out
page pages percent period picture please population presentation previous profile rate read recipients region regions remove
required rerun reset results retry right row rows running sample saved search select selected selection settings share sheet
should show showing sidebar size skip slide some something sorted source sources started stopping submit subtitle success
suggestions switch table tables text than that the their them then there these they this title toggle tooltip true try
undefined unknown update updated upload user value values view visible wait warning what when where which while who whose with
within without workbook would wrong year years yes you your zoom january february march may june july august october monday
tuesday wednesday thursday friday saturday sunday
"""
ENGLISH = frozenset(LISTED.split())
# Addresses and file names are nobody's language.
NAMED = re.compile(r"https?://\S+|\S+@\S+|[\w./-]+\.(?:py|csv|json|xlsx|pdf|pptx|html?|ya?ml)\b")
LETTERS = re.compile(r"[^\W\d_]+")
# What a reader sees, hears or gets to see on pointing; the names of Streamlit's icons are letters that are drawn.
SAID = """() => {
  const icons = new Set([...document.querySelectorAll("[data-testid=stIconMaterial]")].map((icon) => icon.textContent));
  const said = [document.title, ...document.body.innerText.split("\\n").filter((line) => !icons.has(line.trim()))];
  const names = ["aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt"];
  for (const element of document.querySelectorAll(names.map((name) => `[${name}]`).join())) {
    said.push(...names.map((name) => element.getAttribute(name)).filter(Boolean));
  }
  const heard = "[role=status], [role=alert], [role=log], [aria-live], svg title, svg desc, option, .am-uitleg";
  return [...said, ...[...document.querySelectorAll(heard)].map((element) => element.textContent)];
}"""


def found(text: str) -> list[str]:
    """The English words of a text, each once, in order."""
    words = (word.casefold() for word in LETTERS.findall(NAMED.sub(" ", text)))
    return list(dict.fromkeys(word for word in words if word in ENGLISH))


def shown(page: Page) -> list[str]:
    """English on a page: each text that holds some, after the words it holds."""
    texts = dict.fromkeys(line.strip() for line in page.evaluate(SAID))
    return [f"{', '.join(words)}: {text[:160]}" for text in texts if (words := found(text))]
