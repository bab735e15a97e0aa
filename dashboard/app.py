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
from dashboard.markup import out_of_frame, safe, sample_mark
from dashboard.snapshots import NoSnapshot
from dashboard.wording import day, period

PAGES = Path(__file__).parents[1] / "pages"
NAME = "Activeringsmonitor"


def _masthead(snapshot_id: str) -> bool:
    """Name and state of the data; whether any of them is a sample."""
    delivered = store.deliveries(snapshot_id)
    months = delivered.loc[delivered["laatste"].str.fullmatch(r"\d{4}-\d{2}"), "laatste"]
    words = [f"stand: {period(months.max())}"] if len(months) else []
    words.append(f"snapshot {snapshot_id}")
    sample = "voorbeeld" in {*delivered["herkomst"], *delivered["herkomst_ook"]}
    mark = f" {sample_mark()}" if sample else ""
    st.html(
        f'<div class="am-kop"><div class="am-merk">{NAME}</div><div class="am-stand">{safe(" · ".join(words))}{mark}</div></div>'
    )
    return sample


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


def _footer(snapshot_id: str, shown: st.Page) -> None:
    sources = " · ".join(dict.fromkeys(source.uitgever for source in catalogue().bronnen.values()))
    made = day(date.fromisoformat(store.usable(snapshot_id).datum))
    words = (
        f"Bronnen: {sources}. Snapshot {snapshot_id} van {made}.",
        "Voorbeeldcijfers zijn verzonnen en dienen niet om te beslissen. De code mag u hergebruiken (EUPL 1.2).",
    )
    st.html(f'<div class="am-voet">{"".join(f"<p>{safe(text)}</p>" for text in words)}</div>')
    if st.context.is_embedded:
        st.html(
            f'<p class="am-verder">{out_of_frame(st.session_state["adres"] or choosers.full_address(choosers.address()))}</p>'
        )
        return
    with st.container(horizontal=True, key="voetlink", gap="medium"):
        for page, label in FOOTER:
            if page is not shown:
                st.page_link(page, label=label, query_params=choosers.address())


def _page(name: str, title: str) -> st.Page:
    return st.Page(PAGES / f"{name}.py", title=title, url_path=name)


overview = st.Page(PAGES / "overzicht.py", title="Overzicht", default=True)
quality = _page("bronnen", "Bronnen en kwaliteit")
statement = _page("toegankelijkheid", "Toegankelijkheid")
FOOTER = [(quality, "Uitleg: bronnen, definities en begrippen"), (statement, "Toegankelijkheid")]
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
every_page = [page for pages in NAVIGATION.values() for page in pages] + [statement]
chosen_page = st.navigation(every_page, position="hidden")
st.set_page_config(page_title=f"{chosen_page.title} – {NAME}", layout="wide")
head = st.container()
try:
    snapshot = choosers.snapshot()
except NoSnapshot as error:
    head.html(f'<div class="am-kop"><h1 class="am-merk">{NAME}</h1></div>')
    notice(str(error))
    st.stop()
with head:
    st.session_state["voorbeeld"] = _masthead(snapshot)
    if not st.context.is_embedded:
        _navigation(NAVIGATION, chosen_page)
st.session_state["snapshot"] = snapshot
st.session_state["pagina"] = chosen_page.url_path
st.session_state["adres"] = ""
with metrics.page_run(chosen_page.url_path or "overzicht"):
    chosen_page.run()
_footer(snapshot, chosen_page)
