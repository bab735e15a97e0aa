"""What a reader chooses on the map: the area, the kind of area, the figure, its period, and what stands beside it.

`tweede` in the address is `periode:<period>` or `indicator:<id>`; `vorm` is the form of the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from dashboard import store
from dashboard.areas import Area
from dashboard.catalogue import Indicator, catalogue
from dashboard.comparators import Comparator
from dashboard.components import choosers, notice
from dashboard.components.addresses import OWN
from dashboard.drawings import DrawingInfo
from dashboard.figures import Question
from dashboard.store import kaart as store_kaart
from dashboard.wording import capital, window

NO_MAP = ("vlaanderen",)
FORMS = {"officieel": "officiële grenzen", "schematisch": "schematische kaart", "tegels": "tegels, elk even groot"}
NONE = "geen"


@dataclass(frozen=True)
class Choice:
    """What the map page shows: one question or two, an area (Vlaanderen when none is chosen) and a drawing."""

    gebied: Area
    vraag: Question
    tweede: Question | None
    tekening: DrawingInfo
    vergelijk: Comparator

    @property
    def indicator(self) -> Indicator:
        """The indicator of the first map."""
        return catalogue().indicatoren[self.vraag.indicator]

    @property
    def overlapt(self) -> bool:
        """Whether areas of this kind may share a municipality."""
        return catalogue().soorten[self.vraag.soort].overlapt

    @property
    def getekend(self) -> str:
        """The area of the drawn kind that is chosen; empty when none is."""
        return self.gebied.gebied_id if self.gebied.soort == self.vraag.soort else ""

    @property
    def alleen(self) -> bool:
        """Whether the chosen area is itself what it would be compared with."""
        return self.vergelijk.is_place(self.gebied)


def choice(snapshot_id: str) -> Choice | None:
    """The rows of choosers, with the link to what they show and their notices; None, with a notice, without a drawing."""
    drawings = store_kaart.drawings()
    if not drawings:
        notice("Er is nog geen kaart van de gemeenten. Maak er een met: python -m dashboard boundaries")
        return None
    with choosers.choices():
        columns = st.columns([3.4, 2.6, 2.8, 3], vertical_alignment="bottom")
        with columns[0]:
            place = choosers.area(snapshot_id, group=True)
        with columns[1]:
            soort = _kind(place)
        with columns[2]:
            indicator = choosers.indicator(snapshot_id)
        with columns[3]:
            periode = choosers.period(snapshot_id, indicator)
        question = Question(indicator, soort, periode=periode)
        unfolded = any(key in st.query_params for key in ("tweede", "indeling", "vorm"))
        other_place, more = st.columns([4.6, 7.2], vertical_alignment="bottom")
        with other_place:
            against = choosers.comparator(snapshot_id, place)
        with more, st.expander("Tweede kaart, gemeenten van destijds, vorm van de kaart", expanded=unfolded):
            second = st.columns([3, 2, 2])
            with second[0]:
                other = _second(snapshot_id, question)
            with second[1]:
                indeling = choosers.division()
            with second[2]:
                form = choosers.chosen(
                    "vorm", "Vorm van de kaart", list(drawings), next(iter(drawings)), FORMS.__getitem__
                )
        shown = {"gebied": place.gebied_id, "soort": soort, "indicator": indicator, "periode": periode}
        rest = {"vergelijk": choosers.asked_comparator(), "indeling": indeling, "vorm": form, "snapshot": snapshot_id}
        choosers.group_and_link(snapshot_id, {"tweede": NONE} | choosers.address(**shown, **rest))
    question, other = replace(question, indeling=indeling), other and replace(other, indeling=indeling)
    return Choice(place, question, other, drawings[form], against)


def choose_area(soort: str, gebied_id: str) -> None:
    """Write the area chosen on the map or in its table into the address."""
    st.query_params.update({"gebied": gebied_id, "soort": soort})


def choose_period(periode: str) -> None:
    """Write the period chosen in the player into the address."""
    st.query_params["periode"] = periode


def _kind(place: Area) -> str:
    kinds = {key: capital(kind.meervoud) for key, kind in catalogue().soorten.items() if key not in NO_MAP}
    asked = st.query_params.get("soort", place.soort)
    chosen = asked if asked in kinds else place.soort if place.soort in kinds else next(iter(kinds))
    st.session_state["kies_soort"] = chosen
    return str(
        st.selectbox("Kaart van", list(kinds), format_func=kinds.__getitem__, key="kies_soort", on_change=_write_kind)
    )


def _write_kind() -> None:
    """Another kind of area: the chosen area no longer belongs to it; the reader's own group lies over any kind."""
    st.query_params["soort"] = st.session_state["kies_soort"]
    if st.query_params.get("gebied") != OWN:
        st.query_params.pop("gebied", None)


def _second(snapshot_id: str, question: Question) -> Question | None:
    """The question of the map beside the first: another period, or another indicator in the same period where it has one."""
    periods = {
        f"periode:{text}": f"Zelfde cijfer, {window(text)}"
        for text in reversed(store.months(snapshot_id, question.indicator)["periode"].tolist())
        if text != question.periode
    }
    others = {
        f"indicator:{key}": f"Ander cijfer: {entry.korte_naam}"
        for key, entry in catalogue().indicatoren.items()
        if key != question.indicator and len(store.months(snapshot_id, key))
    }
    words = {NONE: "Geen"} | others | periods
    kind, _, value = choosers.chosen("tweede", "Tweede kaart", list(words), NONE, words.__getitem__).partition(":")
    if kind == "periode":
        return replace(question, periode=value)
    if kind == "indicator":
        return replace(question, indicator=value, periode=choosers.nearest(snapshot_id, value, question.periode))
    return None
