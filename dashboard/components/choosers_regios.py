"""What a reader chooses on the page of the regions: a kind, a second kind beside it, a figure, a period, and a region to open."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import periods, store
from dashboard.areas import Area, UnknownArea
from dashboard.catalogue import Indicator, catalogue
from dashboard.changes import year_before
from dashboard.comparators import Comparator
from dashboard.components import choosers
from dashboard.components.choosers_vergelijken import OWN
from dashboard.sentences.moments import overlap
from dashboard.wording import capital, window

NO_RANKING = ("vlaanderen", "gemeente")
DEFAULT = "regiegebied"
NONE = "geen"
CERTAINTY = {"zonder_laag": "zonder gebieden met lage zekerheid", "alle": "ook gebieden met lage zekerheid"}


@dataclass(frozen=True)
class Choice:
    """What the page shows. naast: the second kind, or ''. gebied: the region that is opened, None when none is.

    sinds: the earlier period, '' when there is none. onzeker: whether regions of low certainty take part in the order.
    """

    soort: str
    naast: str
    gebied: Area | None
    indicator: Indicator
    periode: str
    vergelijk: Comparator
    sinds: str
    onzeker: bool


def choice(snapshot_id: str) -> Choice:
    """The rows of choosers, with the link to what they show and their notices."""
    with choosers.choices():
        columns = st.columns([2.4, 2.4, 2.6, 2.6], vertical_alignment="bottom")
        with columns[0]:
            soort = _kind()
        with columns[1]:
            beside = _beside(soort)
        with columns[2]:
            indicator = choosers.indicator(snapshot_id)
        with columns[3]:
            periode = choosers.period(snapshot_id, indicator)
        second = st.columns([3, 2.6, 2.2, 2.2], vertical_alignment="bottom")
        with second[0]:
            place = _region(snapshot_id, soort)
        with second[1]:
            against = choosers.comparator(snapshot_id, place)
        with second[2]:
            since = _since(snapshot_id, indicator, periode)
        with second[3]:
            certainty = choosers.chosen(
                "zekerheid", "Rangschikking", list(CERTAINTY), "zonder_laag", lambda key: capital(CERTAINTY[key])
            )
        shown = {
            "gebied": place.gebied_id if place else store.FLANDERS,
            "soort": soort,
            "indicator": indicator,
            "periode": periode,
        }
        rest = {"vergelijk": against.id, "naast": beside or NONE, "sinds": since, "zekerheid": certainty}
        address = choosers.address(**shown, **rest, indeling="huidig", snapshot=snapshot_id)
        choosers.group_and_link(snapshot_id, address, shows=False)
    entry = catalogue().indicatoren[indicator]
    return Choice(soort, beside, place, entry, periode, against, since, certainty == "alle")


def _kinds() -> dict[str, str]:
    return {key: capital(kind.meervoud) for key, kind in catalogue().soorten.items() if key not in NO_RANKING}


def _kind() -> str:
    kinds = _kinds()
    asked = st.query_params.get("soort", DEFAULT)
    if asked not in catalogue().soorten:
        choosers.say(f"Soort '{asked}' bestaat niet. U ziet nu {kinds[DEFAULT]}.")
    chosen = asked if asked in kinds else DEFAULT
    st.session_state["kies_soort"] = chosen
    picked = st.selectbox(
        "Soort gebied", list(kinds), format_func=kinds.__getitem__, key="kies_soort", on_change=_write_kind
    )
    return str(picked)


def _write_kind() -> None:
    """Another kind: the opened region no longer belongs to it."""
    st.query_params["soort"] = st.session_state["kies_soort"]
    st.query_params.pop("gebied", None)


def _beside(soort: str) -> str:
    options = {NONE: "Geen"} | {key: name for key, name in _kinds().items() if key != soort}
    asked = st.query_params.get("naast", NONE)
    if asked == soort:
        st.query_params["naast"] = NONE
    picked = choosers.chosen("naast", "Ernaast", list(options), NONE, options.__getitem__)
    return "" if picked == NONE else picked


def _region(snapshot_id: str, soort: str) -> Area | None:
    """The region of this kind that is opened. A place of another kind stays in the address and opens nothing here."""
    known = store.areas(snapshot_id)
    own = known[known["soort"] == soort]
    names = {NONE: "Geen"} | dict(zip(own["gebied_id"], own["naam"], strict=True))
    chosen = _asked_region(snapshot_id, soort)
    st.session_state["kies_open"] = chosen if chosen in names else NONE
    picked = str(
        st.selectbox(
            "Gemeenten van",
            list(names),
            format_func=names.__getitem__,
            key="kies_open",
            on_change=_write_region,
            args=(soort,),
            placeholder="Typ een deel van een naam",
        )
    )
    return None if picked == NONE else Area(soort, picked, names[picked])


def _asked_region(snapshot_id: str, soort: str) -> str:
    """The region of this kind the address names; NONE, with a notice that says why, for a place that is none."""
    asked = st.query_params.get("gebied", store.FLANDERS)
    if asked == OWN:
        choosers.say("Deze pagina opent geen eigen groep. U kunt er wel mee vergelijken.")
    if asked in (NONE, OWN, store.FLANDERS):
        return NONE
    try:
        return store.find(snapshot_id, asked, soort).gebied_id
    except UnknownArea:
        pass
    try:
        other = store.find(snapshot_id, asked, None)
        choosers.say(f"{other.naam} is geen {catalogue().soorten[soort].naam}. Er is geen gebied geopend.")
    except UnknownArea as error:
        choosers.say(f"{error} Er is geen gebied geopend.")
    return NONE


def _write_region(soort: str) -> None:
    picked = st.session_state["kies_open"]
    st.query_params.update({"gebied": store.FLANDERS if picked == NONE else picked, "soort": soort})


def _since(snapshot_id: str, indicator: str, periode: str) -> str:
    """An earlier period of the same length; by default the newest that shares no months with it, of months a year before."""
    known = store.months(snapshot_id, indicator)
    if periode == periods.UNKNOWN_YEAR:
        return ""
    now = periods.parse(periode)
    same = [
        text
        for text in known["periode"]
        if text != periods.UNKNOWN_YEAR
        and (".." in text) == (".." in periode)
        and periods.parse(text).months == now.months
    ]
    earlier = sorted(
        (text for text in same if periods.parse(text).van < now.van), key=lambda text: periods.parse(text).van
    )
    if not earlier:
        return ""
    apart = [text for text in earlier if not overlap(text, periode)]
    default = (apart or earlier)[-1]
    if now.months == 1 and year_before(periode) in earlier:
        default = year_before(periode)
    return choosers.chosen("sinds", "Verandering sinds", earlier[::-1], default, lambda text: capital(window(text)))
