"""What a reader chooses. The address is the only state: a chooser shows what it says and writes what is chosen.

Streamlit's own binding drops a default from the address and silently replaces an unknown value; here an unknown or vanished
value gives a notice that names it and says what is shown instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from dashboard import store
from dashboard.areas import Area, UnknownArea
from dashboard.catalogue import catalogue
from dashboard.comparison import DISTRIBUTIONS, FLANDERS, GROUP
from dashboard.components import notice
from dashboard.queries import Weergave
from dashboard.snapshots import NoSnapshot
from dashboard.wording import period

KEYS = (
    "gebied",
    "soort",
    "indicator",
    "periode",
    "vergelijk",
    "indeling",
    "groep",
    "vraag",
    "tweede",
    "vorm",
    "verdeling",
    "voorstel",
    "snapshot",
)
PENDING = "_meldingen"
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


def area(snapshot_id: str) -> Area:
    """The place chosen by search or in the address; names that no longer exist lead to their successor, with the reason."""
    flanders = Area("vlaanderen", store.FLANDERS, "Vlaanderen")
    text, soort = st.query_params.get("gebied", store.FLANDERS), st.query_params.get("soort") or None
    chosen, problem = flanders, ""
    if soort and soort not in catalogue().soorten:
        problem, soort = f"Soort '{soort}' bestaat niet.", None
    try:
        chosen = store.find(snapshot_id, text, soort if text != store.FLANDERS else None)
    except UnknownArea as error:
        problem = f"{problem} {error} U ziet nu {chosen.naam}.".strip()
    options = store.places(snapshot_id)
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


def _write_area(snapshot_id: str) -> None:
    text = st.session_state["kies_gebied"]
    found = store.find(snapshot_id, text, None if ":" in text else "gemeente")
    st.query_params.update({"gebied": text, "soort": found.soort})


def month(snapshot_id: str, indicator: str) -> str:
    """A month the indicator is known for; the newest one by default."""
    known = store.months(snapshot_id, indicator)
    provisional = set(known.loc[known["voorlopig"].astype(bool), "periode"])
    options = sorted(known["periode"], reverse=True)
    return chosen(
        "periode",
        "Maand",
        options,
        options[0],
        lambda text: period(text) + (" (voorlopig)" if text in provisional else ""),
    )


def division() -> Weergave:
    """Today's municipalities or those of the time."""
    picked = chosen("indeling", "Gemeenten", list(DIVISIONS), "huidig", DIVISIONS.__getitem__)
    return "destijds" if picked == "destijds" else "huidig"


def chosen(key: str, label: str, options: Sequence[str], default: str, words: Callable[[str], str]) -> str:
    """One of a few options, kept in the address under `key`."""
    value = st.query_params.get(key, default)
    if value not in options:
        say(f"{label}: '{value}' is hier niet beschikbaar. U ziet nu {words(default)}.")
        value = default
    st.session_state[f"kies_{key}"] = value
    picked = st.selectbox(label, options, format_func=words, key=f"kies_{key}", on_change=_write, args=(key,))
    return str(picked)


def one_chosen(key: str, label: str, options: Sequence[str], default: str, words: Callable[[str], str]) -> str:
    """The only chooser of a page, with the link to what it shows and its notice."""
    st.session_state[PENDING] = []
    with st.container(key="keuzes"):
        wide, action = st.columns([9, 3], vertical_alignment="bottom")
        with wide:
            picked = chosen(key, label, options, default, words)
        with action:
            link(address(**{key: picked}), "Deze link toont altijd deze keuze.")
    for text in st.session_state.pop(PENDING):
        notice(text)
    return picked


def _write(key: str) -> None:
    st.query_params[key] = st.session_state[f"kies_{key}"]


def say(*texts: str) -> None:
    """Keep what a chooser has to say until all of them stand, so that it gets the full width."""
    st.session_state.setdefault(PENDING, []).extend(text for text in texts if text)


def place_month_division(snapshot_id: str, indicator: str) -> tuple[Area, str, Weergave]:
    """The row of choosers for one place and one month, with the link to what they show and their notices."""
    st.session_state[PENDING] = []
    with st.container(key="keuzes"):
        wide, narrow, narrower, action = st.columns([5, 2.5, 2, 2.5], vertical_alignment="bottom")
        with wide:
            place = area(snapshot_id)
        with narrow:
            periode = month(snapshot_id, indicator)
        with narrower:
            indeling = division()
        with action:
            shown = {"gebied": place.gebied_id, "soort": place.soort, "periode": periode, "indeling": indeling}
            link({"indicator": indicator, "vergelijk": FLANDERS} | address(**shown, snapshot=snapshot_id))
    _check_other_keys()
    for text in st.session_state.pop(PENDING):
        notice(text)
    return place, periode, indeling


def _check_other_keys() -> None:
    """Say so when the address carries a value that no page knows, also for keys this page does not use."""
    asked, against = st.query_params.get("indicator"), st.query_params.get("vergelijk")
    if asked and asked not in catalogue().indicatoren:
        say(f"Indicator '{asked}' bestaat niet. Deze pagina toont altijd het leefloon en de leefloongraad.")
    if against and against not in (*DISTRIBUTIONS, FLANDERS) and not against.startswith(GROUP):
        say(f"Vergelijken met '{against}' bestaat niet. Deze pagina vergelijkt altijd met Vlaanderen.")


def address(**values: str) -> dict[str, str]:
    """The keys of a view: those of the address, replaced by what is given."""
    known = {key: st.query_params[key] for key in KEYS if key in st.query_params}
    merged = known | values
    return {key: merged[key] for key in KEYS if merged.get(key)}


def link(
    view: Mapping[str, str], words: str = "Deze link toont altijd dit gebied, deze maand en deze snapshot."
) -> None:
    """The full address of a view, defaults written out, to copy."""
    with st.popover("Link naar deze weergave", type="tertiary"):
        st.html(f'<div class="am-bron">{words}</div>')
        st.code(full_address(view), language=None, wrap_lines=True)


def full_address(values: Mapping[str, str]) -> str:
    """The page's own address with these keys."""
    base = (st.context.url or "").split("?")[0]
    base = base if base.count("/") > 2 or not base else f"{base}/"
    written = urlencode({key: values[key] for key in KEYS if key in values}, safe=":")
    return f"{base}?{written}"
