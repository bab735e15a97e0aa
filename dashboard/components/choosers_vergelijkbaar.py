"""What a reader chooses on the page of municipalities alike: the municipality, the weights, and a figure to set beside the ten.

`gewichten` in the address is `inwoners:2,inkomen:0`; what it does not name counts once.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import alike, likeness, store
from dashboard.alike import weights as weighing
from dashboard.alike.weights import Weights
from dashboard.areas import Area
from dashboard.catalogue import Indicator, catalogue
from dashboard.components import choosers

KEY = "gewichten"
WORDS = {0: "telt niet mee", 1: "gewoon", 2: "2 keer zo zwaar", 3: "3 keer zo zwaar"}
LINK = "Deze link toont altijd deze gemeente, deze gewichten en deze snapshot."
COLUMNS = 4


@dataclass(frozen=True)
class Choice:
    """What the page shows: a place (not always a municipality), weights, an indicator and its period."""

    gebied: Area
    gewichten: Weights
    indicator: Indicator
    periode: str

    @property
    def text(self) -> str:
        """The weights as an address writes them."""
        return weighing.text(self.gewichten)

    @property
    def comparator(self) -> str:
        """The id of the comparator these ten are."""
        return "vergelijkbaar" if self.text == weighing.EVEN else f"vergelijkbaar:{self.text}"


def choice(snapshot_id: str) -> Choice:
    """The choosers, with the link to what they show and their notices. A centrumstad is its municipality."""
    with choosers.choices():
        columns = st.columns([4, 3, 3, 2.5], vertical_alignment="bottom")
        with columns[0]:
            place = choosers.area(snapshot_id)
        if place.soort == "centrumstad":
            place = store.find(snapshot_id, place.naam, "gemeente")
        with columns[1]:
            indicator = choosers.indicator(snapshot_id)
        with columns[2]:
            periode = choosers.period(snapshot_id, indicator)
        weights = _weights()
        with columns[3]:
            shown = {"gebied": place.gebied_id, "soort": place.soort, "indicator": indicator, "periode": periode}
            rest = {KEY: weighing.text(weights), "snapshot": snapshot_id}
            choosers.link({"vergelijk": "vlaanderen", "indeling": "huidig"} | choosers.address(**shown, **rest), LINK)
    return Choice(place, weights, catalogue().indicatoren[indicator], periode)


def _weights() -> Weights:
    """One chooser a characteristic, folded until a weight is chosen."""
    names = list(alike.CHARACTERISTICS)
    found, problems = weighing.parse(st.query_params.get(KEY, ""), names)
    choosers.say(*problems)
    with st.expander("Hoe zwaar telt elk kenmerk?", expanded=KEY in st.query_params):
        for begin in range(0, len(names), COLUMNS):
            for column, name in zip(st.columns(COLUMNS), names[begin : begin + COLUMNS], strict=False):
                st.session_state[_key(name)] = found[name]
                with column:
                    st.selectbox(
                        likeness.name(name),
                        list(WORDS),
                        format_func=WORDS.__getitem__,
                        key=_key(name),
                        on_change=_write,
                    )
        st.button("Alles even zwaar", on_click=_even, type="tertiary")
    return found


def _write() -> None:
    st.query_params[KEY] = weighing.text({name: st.session_state[_key(name)] for name in alike.CHARACTERISTICS})


def _even() -> None:
    st.query_params.pop(KEY, None)


def _key(name: str) -> str:
    return f"kies_gewicht_{name}"
