"""What the browser tests ask of a page for who does not see it, does not use a mouse, enlarges it or prints it."""

from __future__ import annotations

import io
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pypdf import PdfReader

# axe has target-size off by itself. `region` stays off where Streamlit hangs an open list outside the landmarks.
RULES = {"target-size": {"enabled": True}}
STRUCTURE = """() => {
  const faults = [];
  const shown = (e) => { const box = e.getBoundingClientRect(); return box.width > 1 && box.height > 1; };
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((e) => Number(e.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1 || levels[0] !== 1) faults.push('titels: ' + levels);
  levels.forEach((level, at) => { if (at && level > levels[at - 1] + 1) faults.push('titel overgeslagen: ' + levels); });
  if (!document.title.match(/^.+ – Activeringsmonitor$/)) faults.push('documenttitel: ' + document.title);
  for (const table of document.querySelectorAll('main table')) {
    if (!table.caption?.textContent.trim()) faults.push('tabel zonder bijschrift');
    const bare = table.querySelector('th:not([scope])') || !table.querySelector('tbody th');
    if (bare) faults.push('koppen: ' + table.caption?.textContent);
    if ([...table.querySelectorAll('td.am-n')].some((e) => /\\d\\.\\d(?!\\d\\d)/.test(e.textContent))) {
      faults.push('getal met een punt: ' + table.caption?.textContent);
    }
  }
  for (const e of document.querySelectorAll('main [role=figure], main [role=img], main img[alt]:not([alt=""])')) {
    const alt = e.getAttribute('alt') ?? e.getAttribute('aria-label') ?? '';
    const figures = /\\d/.test(alt.replace(/\\b(19|20)\\d\\d\\b/g, '')) || /grenz|voorstel/.test(alt);
    if (!figures) faults.push('zegt niet wat te zien is: ' + alt);
    if (/^(grafiek|figuur|afbeelding) van/i.test(alt)) faults.push(alt);
  }
  for (const e of document.querySelectorAll('main a, main button, main summary, main input')) {
    // A target in a sentence may be as low as its line.
    const words = e.closest('p, li, dd, dt, td, th, caption, h1, h2, h3, div');
    const inText = e.matches('a, .am-woord') && words.textContent.trim() !== e.textContent.trim();
    const target = e.closest('label, [data-testid=stSelectbox], [data-testid=stMultiSelect] div[role=group]') ?? e;
    const box = (e.matches('input') ? target : e).getBoundingClientRect();
    if (shown(e) && !inText && (box.width < 23.9 || box.height < 23.9)) faults.push('te klein: ' + e.outerHTML.slice(0, 120));
  }
  if (!document.querySelector('.st-key-voetlink a')) faults.push('geen links in de voettekst');
  return faults;
}"""


def violations(page: Page, **rules: bool) -> list[tuple[str, str]]:
    """Every rule of axe that the page breaks as it stands, with the first element that does; rules: on or off by name."""
    chosen = RULES | {name.replace("_", "-"): {"enabled": on} for name, on in rules.items()}
    found: list[dict[str, Any]] = Axe().run(page, options={"rules": chosen}).response["violations"]
    return [(entry["id"], entry["nodes"][0]["html"]) for entry in found]


def structure_faults(page: Page) -> list[str]:
    """What axe does not measure: headings, tables, text alternatives with a finding, targets of 24 px, the footer's links."""
    return page.evaluate(STRUCTURE)


def pdf_pages(page: Page) -> list[str]:
    """The text of every A4 sheet of the page as it is printed."""
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert all((round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842) for sheet in sheets)
    return [sheet.extract_text() for sheet in sheets]
