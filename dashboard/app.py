"""The frame round every page: name, state of the data, navigation, footer. Streamlit runs this file for every page run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import metrics, store
from dashboard.access import access
from dashboard.catalogue import catalogue
from dashboard.components import choosers, notice
from dashboard.markup import safe, sample_mark
from dashboard.snapshots import NoSnapshot
from dashboard.wording import day, period

PAGES = Path(__file__).parents[1] / "pages"
NAME = "Activeringsmonitor"


def _masthead(snapshot_id: str) -> None:
    delivered = store.deliveries(snapshot_id)
    months = delivered.loc[delivered["laatste"].str.fullmatch(r"\d{4}-\d{2}"), "laatste"]
    words = [f"stand: {period(months.max())}"] if len(months) else []
    words.append(f"snapshot {snapshot_id}")
    mark = f" {sample_mark()}" if "voorbeeld" in {*delivered["herkomst"], *delivered["herkomst_ook"]} else ""
    st.html(
        f'<div class="am-kop"><div class="am-merk">{NAME}</div><div class="am-stand">{safe(" · ".join(words))}{mark}</div></div>'
    )


def _navigation(groups: Mapping[str, Sequence[st.Page]], shown: st.Page) -> None:
    """Links in a row; a group with a name opens as a menu. Its key changes with the page, so that it closes on arrival."""
    with st.container(horizontal=True, key="navigatie", gap="medium"):
        for name, pages in groups.items():
            here = "hier" if shown in pages else "elders"
            key = f"menu_{here}_{name}_{shown.url_path}"
            menu = st.popover(name, type="tertiary", key=key) if name.strip() else nullcontext()
            with menu:
                for page in pages:
                    st.page_link(page, query_params=choosers.address())


def _footer(snapshot_id: str, manual: st.Page | None) -> None:
    sources = " · ".join(dict.fromkeys(source.uitgever for source in catalogue().bronnen.values()))
    made = day(date.fromisoformat(store.usable(snapshot_id).datum))
    words = (
        f"Bronnen: {sources}. Snapshot {snapshot_id} van {made}.",
        "Voorbeeldcijfers zijn verzonnen en dienen niet om te beslissen. De code mag u hergebruiken (EUPL 1.2).",
    )
    st.html(f'<div class="am-voet">{"".join(f"<p>{safe(text)}</p>" for text in words)}</div>')
    if manual is not None:
        with st.container(key="voetlink"):
            st.page_link(manual, label="Uitleg: bronnen, definities en begrippen", query_params=choosers.address())


def _page(name: str, title: str) -> st.Page:
    return st.Page(PAGES / f"{name}.py", title=title, url_path=name)


overview = st.Page(PAGES / "overzicht.py", title="Overzicht", default=True)
quality = _page("bronnen", "Bronnen en kwaliteit")
NAVIGATION = {
    "": [overview, _page("kaart", "Kaart")],
    "Vergelijken": [
        _page("gemeenten", "Gemeenten vergelijken"),
        _page("vergelijkbaar", "Vergelijkbare gemeenten"),
        _page("centrumsteden", "Centrumsteden"),
        _page("regios", "Regio's"),
        _page("grootteklassen", "Grootteklassen"),
        _page("samenhang", "Regio-samenhang"),
    ],
    "Profielen": [_page("gemeente", "Gemeenteprofiel"), _page("regio", "Regiofiche")],
    "Overleg": [
        _page("overleg", "Strategisch overleg"),
        _page("sinds", "Sinds het vorige overleg"),
        _page("verdeelsleutel", "Verdeelsleutel"),
    ],
    " ": [_page("onderzoek", "Onderzoek 2023"), quality],
}
if access() is not None:
    NAVIGATION["Beheer"] = [_page("inladen", "Gegevens inladen")]
chosen_page = st.navigation([page for pages in NAVIGATION.values() for page in pages], position="hidden")
st.set_page_config(page_title=f"{chosen_page.title} – {NAME}", layout="wide")
head = st.container()
try:
    snapshot = choosers.snapshot()
except NoSnapshot as error:
    head.html(f'<div class="am-kop"><h1 class="am-merk">{NAME}</h1></div>')
    notice(str(error))
    st.stop()
with head:
    _masthead(snapshot)
    _navigation(NAVIGATION, chosen_page)
st.session_state["snapshot"] = snapshot
st.session_state["pagina"] = chosen_page.url_path
with metrics.page_run(chosen_page.url_path or "overzicht"):
    chosen_page.run()
_footer(snapshot, None if chosen_page is quality else quality)
