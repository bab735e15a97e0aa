"""What a reader chooses. The address is the only state: a chooser shows what it says and writes what is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard import glossary, groups, rhythm, store
from dashboard.areas import Area, UnknownArea
from dashboard.catalogue import catalogue
from dashboard.comparators import Comparator
from dashboard.components import notice
from dashboard.components.addresses import (
    KEYS,
    OWN,
    PENDING,
    address,
    choices,
    chosen,
    full_address,
    link,
    one_chosen,
    say,
    switched,
)
from dashboard.components.choosers_vergelijken import asked_comparator, comparator, group_area, own_group, places
from dashboard.groups import PREFIX
from dashboard.queries import Weergave
from dashboard.snapshots import NoSnapshot
from dashboard.store import vergelijken
from dashboard.wording import capital, counted, window
from dashboard.wording import period as words_of

__all__ = [
    "KEYS", "PENDING", "address", "area", "asked_comparator", "choices", "chosen", "comparator", "division", "full_address",
    "group_and_link", "indicator", "link", "month", "nearest", "one_chosen", "own_group", "period", "place_month_division",
    "places", "say", "snapshot", "switched",
]  # fmt: skip
EVERYTHING = "Deze link toont altijd deze keuzes en deze snapshot."
DIVISIONS = {"huidig": "van vandaag", "destijds": "van destijds"}


def snapshot() -> str:
    """The snapshot of this page run: the one in force, or the one the address asks for, with a notice when they differ."""
    now = store.current_id()
    asked = st.query_params.get("snapshot", now)
    if asked == now:
        return now
    try:
        chosen = store.usable(asked).id
    except NoSnapshot as error:
        notice(f"{error} U ziet nu de cijfers van snapshot {now}.")
        return now
    notice(f"U bekijkt een oudere snapshot, {chosen}. De nieuwste is {now}.")
    return chosen


def area(snapshot_id: str, group: bool = False) -> Area:
    """The place chosen by search or in the address; names that no longer exist lead to their successor, with the reason.

    group: whether the page can show the own group of the address (`gebied=groep`); elsewhere a notice says that it does not.
    """
    flanders = Area("vlaanderen", store.FLANDERS, "Vlaanderen")
    text, soort = st.query_params.get("gebied", store.FLANDERS), st.query_params.get("soort") or None
    chosen, problem = flanders, ""
    if soort and soort not in catalogue().soorten:
        problem, soort = f"Soort '{soort}' bestaat niet.", None
    try:
        if text == OWN:
            chosen, soort = group_area(snapshot_id, group), None
        else:
            chosen = store.find(snapshot_id, text, soort if text != store.FLANDERS else None)
    except UnknownArea as error:
        problem = f"{problem} {error} U ziet nu {chosen.naam}.".strip()
    own = _own_place(snapshot_id) if group else {}
    options = own | store.places(snapshot_id)
    options.setdefault(chosen.gebied_id, chosen.naam)
    st.session_state["kies_gebied"] = chosen.gebied_id
    st.selectbox(
        "Zoek een gemeente of regio",
        list(options),
        format_func=options.__getitem__,
        key="kies_gebied",
        on_change=_write_area,
        args=(snapshot_id,),
        placeholder="Typ een deel van een naam",
    )
    say(problem, chosen.uitleg)
    return chosen


def _own_place(snapshot_id: str) -> dict[str, str]:
    """The own group of the address as a place to choose; nothing where there is none."""
    try:
        own = vergelijken.group(snapshot_id, st.query_params[OWN]) if OWN in st.query_params else None
    except UnknownArea:
        return {}
    if own is None:
        return {}
    name = "" if own.naam == groups.UNNAMED else f": {own.naam}"
    return {own.area.gebied_id: f"Uw groep{name} ({counted(len(own.leden), 'gemeente', 'gemeenten')})"}


def _write_area(snapshot_id: str) -> None:
    text = st.session_state["kies_gebied"]
    if text.startswith(PREFIX):
        st.query_params.update({"gebied": OWN})
        st.query_params.pop("soort", None)
        return
    found = store.find(snapshot_id, text, None if ":" in text else "gemeente")
    st.query_params.update({"gebied": text, "soort": found.soort})


def month(snapshot_id: str, indicator: str) -> str:
    """A month the indicator is known for; the newest one by default."""
    known = store.months(snapshot_id, indicator)
    provisional = set(known.loc[known["voorlopig"].astype(bool), "periode"])
    options = sorted(known["periode"], reverse=True)
    default, why = _kept(known, indicator, options[0])
    return chosen(
        "periode",
        "Maand",
        options,
        default,
        lambda text: words_of(text) + (" (voorlopig)" if text in provisional else ""),
        why,
    )


def _kept(known: pd.DataFrame, indicator: str, newest: str) -> tuple[str, str]:
    """What is shown where the address asks for no period of this figure, and why: the nearest one of the figure's own rhythm.

    The address keeps what was asked, so that a figure with the former rhythm shows it again.
    """
    asked = st.query_params.get("periode", "")
    if not rhythm.is_period(asked):
        return newest, ""
    entry = catalogue().indicatoren[indicator]
    near = rhythm.nearest(known, entry, asked)
    return near, rhythm.moved(known, entry, asked, near)


def indicator(snapshot_id: str, allowed: Sequence[str] = (), default: str = "leefloongraad") -> str:
    """An indicator with figures, of those allowed or of all; one that was never loaded is named."""
    known = [key for key in allowed or catalogue().indicatoren if len(store.months(snapshot_id, key))]
    asked = st.query_params.get("indicator", "")
    if asked in catalogue().indicatoren and not len(store.months(snapshot_id, asked)):
        say(f"Voor {catalogue().indicatoren[asked].korte_naam} zijn er nog geen gegevens geladen.")
    first = default if default in known else known[0]
    return chosen(
        "indicator", "Indicator", known, first, lambda key: catalogue().indicatoren[key].korte_naam, uitleg=_meaning
    )


def _meaning(key: str) -> str:
    entry = catalogue().indicatoren[key]
    return f"**{entry.naam}.** {glossary.meaning(entry)}"


def period(snapshot_id: str, indicator: str) -> str:
    """A period the indicator is known for; by default the newest one whose outcome can be known, pooled where it is pooled."""
    known = store.months(snapshot_id, indicator)
    ripe = known[known["rijp"].astype(bool)]
    newest = str((ripe if len(ripe) else known)["periode"].iloc[-1])
    pooled = ripe[ripe["periode"].str.contains("..", regex=False)]
    if catalogue().indicatoren[indicator].venster_kwartalen and len(pooled):
        newest = str(pooled["periode"].iloc[-1])
    default, why = _kept(known, indicator, newest)
    provisional = set(known.loc[known["voorlopig"].astype(bool), "periode"])
    return chosen(
        "periode",
        "Periode",
        [*reversed(known["periode"].tolist())],
        default,
        lambda text: capital(window(text)) + (" (voorlopig)" if text in provisional else ""),
        why,
    )


def nearest(snapshot_id: str, indicator: str, periode: str) -> str:
    """The period of another indicator nearest to this one."""
    return rhythm.nearest(store.months(snapshot_id, indicator), catalogue().indicatoren[indicator], periode)


def division() -> Weergave:
    """Today's municipalities or those of the time."""
    picked = chosen(
        "indeling",
        "Gemeenten",
        list(DIVISIONS),
        "huidig",
        DIVISIONS.__getitem__,
        uitleg=lambda _: glossary.of("indeling"),
    )
    return "destijds" if picked == "destijds" else "huidig"


def place_month_division(snapshot_id: str, indicator: str) -> tuple[Area, str, Weergave, Comparator]:
    """The rows of choosers for one place, one month and a comparator, with the link to what they show and their notices."""
    with choices():
        wide, narrow, narrower, other = st.columns([3.6, 2.4, 2, 4], vertical_alignment="bottom")
        with wide:
            place = area(snapshot_id, group=True)
        with narrow:
            periode = month(snapshot_id, indicator)
        with narrower:
            indeling = division()
        with other:
            against = comparator(snapshot_id, place)
        shown = {"gebied": place.gebied_id, "soort": place.soort, "periode": periode, "indeling": indeling}
        kept = {"vergelijk": asked_comparator(), "snapshot": snapshot_id}
        group_and_link(snapshot_id, {"indicator": indicator} | address(**shown, **kept))
        _check_indicator()
    return place, periode, indeling, against


def group_and_link(snapshot_id: str, view: Mapping[str, str], words: str = EVERYTHING, shows: bool = True) -> None:
    """The reader's own group and the link to the page, side by side. shows: whether the page can show the group as its place."""
    with st.container(horizontal=True, key="groepenlink", gap="medium"):
        own_group(snapshot_id, shows)
        link(view, words)


def _check_indicator() -> None:
    """Say so when the address names an indicator that does not exist, on a page that shows always the same."""
    asked = st.query_params.get("indicator")
    if asked and asked not in catalogue().indicatoren:
        say(f"Indicator '{asked}' bestaat niet. Deze pagina toont altijd het leefloon en de leefloongraad.")
