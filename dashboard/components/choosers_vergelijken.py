"""What a reader compares: several municipalities, a comparator and a group of the reader's own. All of it stands in the address.

`gemeenten` is `NIS+NIS`, `groep` is `Naam:NIS+NIS`, `vergelijk` an id of `comparators`, where `groep` is the own group.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import groups, store
from dashboard.areas import Area, UnknownArea
from dashboard.comparators import FLANDERS, Comparator
from dashboard.comparison import DISTRIBUTIONS
from dashboard.components.addresses import OWN, address, full_address, say
from dashboard.groups import PREFIX, OwnGroup
from dashboard.store import vergelijken
from dashboard.store.vergelijken import LARGEST
from dashboard.wording import counted

SEARCH = "Typ een deel van een naam"


def places(snapshot_id: str, least: int = 2, most: int = 8) -> list[Area]:
    """The municipalities to compare, in the order chosen: those of the address, else the chosen place beside the largest ones.

    Names that ended lead to today's municipality, with the reason. Fewer than `least`, or more than `most`, which are cut off,
    gives a notice.
    """
    found, problems = _found(snapshot_id, _asked(snapshot_id, least, most))
    if len(found) > most:
        problems.append(f"Er passen hoogstens {most} gemeenten naast elkaar. U ziet de eerste {most}.")
        found = found[:most]
    options = _with_names(vergelijken.municipalities(snapshot_id), found)
    st.session_state["kies_gemeenten"] = [area.gebied_id for area in found]
    st.multiselect(
        f"Gemeenten ({least} tot {most})",
        list(options),
        format_func=options.__getitem__,
        key="kies_gemeenten",
        on_change=_write_places,
        max_selections=most,
        select_all=False,
        placeholder=SEARCH,
    )
    if len(found) < least:
        problems.append(f"Kies minstens {counted(least, 'gemeente', 'gemeenten')} om te vergelijken.")
    say(*problems)
    return found


def asked_comparator() -> str:
    """The comparator as the address names it."""
    asked = st.query_params.get("vergelijk", FLANDERS)
    return FLANDERS if asked in DISTRIBUTIONS else asked


def comparator(snapshot_id: str, where: Area | None) -> Comparator:
    """The comparator of the address (Vlaanderen by default): one that belongs to the place, the own group, or any region."""
    asked = asked_comparator()
    try:
        text = PREFIX + vergelijken.group(snapshot_id, st.query_params.get(OWN, "")).text if asked == OWN else asked
        chosen = vergelijken.comparator(snapshot_id, text, where)
    except UnknownArea as error:
        asked, chosen = FLANDERS, vergelijken.comparator(snapshot_id, FLANDERS, None)
        say(f"{error} U vergelijkt nu met {chosen.naam}.")
    options = dict(vergelijken.offered(snapshot_id, where))
    if OWN in st.query_params and asked != OWN:
        options[OWN] = f"uw groep: {groups.split(st.query_params[OWN])[0] or groups.UNNAMED}"
    options |= {key: label for key, label in store.places(snapshot_id).items() if ":" in key and key != store.FLANDERS}
    options[asked] = chosen.beside
    st.session_state["kies_vergelijk"] = asked
    st.selectbox(
        "Vergelijk met",
        list(options),
        format_func=options.__getitem__,
        key="kies_vergelijk",
        on_change=_write_comparator,
        placeholder=SEARCH,
    )
    return chosen


def own_group(snapshot_id: str, shows: bool = False) -> OwnGroup | None:
    """The reader's own group, made here and kept in the address: name, members, link, its use as comparator, and as the place
    of pages that can show it."""
    group, text = None, st.query_params.get(OWN, "")
    if text:
        try:
            group = vergelijken.group(snapshot_id, text)
            say(group.uitleg)
        except UnknownArea as error:
            say(f"Uw groep kunnen we niet maken. {error}")
    label = f"Uw groep: {group.naam} ({len(group.leden)})" if group else "Eigen groep maken"
    with st.popover(label, type="tertiary"):
        if group:
            st.session_state["kies_groep_naam"] = "" if group.naam == groups.UNNAMED else group.naam
            st.session_state["kies_groep_leden"] = list(group.leden)
        members = _with_names(vergelijken.municipalities(snapshot_id), [])
        st.text_input("Naam van uw groep", key="kies_groep_naam", max_chars=groups.LONGEST_NAME, on_change=_write_group)
        st.multiselect(
            "Gemeenten van uw groep",
            list(members),
            format_func=members.__getitem__,
            key="kies_groep_leden",
            on_change=_write_group,
            placeholder=SEARCH,
            select_all=False,
        )
        if group:
            if shows:
                st.button("Toon deze groep", on_click=st.query_params.update, args=({"gebied": OWN},))
            st.button("Vergelijk met deze groep", on_click=st.query_params.update, args=({"vergelijk": OWN},))
            st.html('<div class="am-bron">Wie deze link opent, heeft dezelfde groep. Er is geen account nodig.</div>')
            st.code(full_address(address()), language=None, wrap_lines=True)
    return group


def group_area(snapshot_id: str, possible: bool) -> Area:
    """The own group of the address as a place; UnknownArea where there is none or the page cannot show one."""
    text = st.query_params.get(OWN, "")
    if not text:
        raise UnknownArea("Er staat geen eigen groep in de link.")
    if not possible:
        raise UnknownArea("Deze pagina toont geen eigen groep.")
    group = vergelijken.group(snapshot_id, text)
    say(group.uitleg)
    return group.area


def _asked(snapshot_id: str, least: int, most: int) -> Sequence[str]:
    """The names or codes of the address, else the chosen municipality, or the members of a chosen region of fitting size."""
    if "gemeenten" in st.query_params:
        return groups.split(st.query_params["gemeenten"])[1]
    text, soort = st.query_params.get("gebied", store.FLANDERS), st.query_params.get("soort") or None
    try:
        group = vergelijken.group(snapshot_id, st.query_params.get(OWN, "")) if text == OWN else None
        place = store.find(snapshot_id, text, soort if soort != "vlaanderen" else None) if group is None else group.area
        members = vergelijken.comparator(snapshot_id, place.gebied_id, None).leden
    except UnknownArea:
        return LARGEST
    if place.soort == "gemeente":
        return list(dict.fromkeys([text, *LARGEST]))[:least]
    return members if least <= len(members) <= most else LARGEST


def _found(snapshot_id: str, texts: Sequence[str]) -> tuple[list[Area], list[str]]:
    found: dict[str, Area] = {}
    problems = []
    for text in texts:
        try:
            area = store.find(snapshot_id, text, "gemeente")
        except UnknownArea as error:
            problems.append(str(error))
            continue
        if area.uitleg:
            problems.append(area.uitleg)
        found.setdefault(area.gebied_id, area)
    return list(found.values()), problems


def _with_names(options: dict[str, str], shown: Sequence[Area]) -> dict[str, str]:
    return options | {area.gebied_id: area.naam for area in shown}


def _write_places() -> None:
    st.query_params["gemeenten"] = "+".join(st.session_state["kies_gemeenten"])


def _write_comparator() -> None:
    st.query_params["vergelijk"] = st.session_state["kies_vergelijk"]


def _write_group() -> None:
    """A name without members waits for them; without members there is no group, and nothing that uses it."""
    name, members = st.session_state["kies_groep_naam"], st.session_state["kies_groep_leden"]
    if members:
        st.query_params[OWN] = groups.made(name, members).text
        return
    st.query_params.pop(OWN, None)
    for key in ("vergelijk", "gebied"):
        if st.query_params.get(key) == OWN:
            st.query_params.pop(key)
