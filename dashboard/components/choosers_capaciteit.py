"""What a reader types on the cost sharing: texts that stand in the address as they are, VTE, caseload and a combination."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import streamlit as st

from dashboard.components import notice
from dashboard.cost_sharing import CannotShare, Member, capacity
from dashboard.groups import split

LONGEST = 20


def text(key: str, label: str, value: str) -> None:
    """A text that stands in the address under `key` as it was typed."""
    st.session_state[f"kies_{key}"] = value
    st.text_input(label, key=f"kies_{key}", on_change=_write_text, args=(key,), max_chars=LONGEST)


def _write_text(key: str) -> None:
    if st.session_state[f"kies_{key}"].strip():
        st.query_params[key] = st.session_state[f"kies_{key}"].strip()
    else:
        st.query_params.pop(key, None)


def capacity_choice(members: Sequence[Member]) -> tuple[Fraction | None, Fraction | None, list[str]]:
    """The reader's VTE and caseload, None where none was typed or none can be read, and the codes taken together."""
    asked = [st.query_params.get(key, "") for key in ("vte", "caseload")]
    names = {member.nis: member.naam for member in members}
    with st.container(key="keuzes_capaciteit"):
        columns = st.columns([2, 2, 6], vertical_alignment="bottom")
        with columns[0]:
            text("vte", "Uw VTE trajectbegeleiding", asked[0])
        with columns[1]:
            text("caseload", "Uw caseload per VTE", asked[1])
        with columns[2]:
            together = _together(names)
    found: list[Fraction | None] = []
    for read, value in zip((capacity.workers, capacity.caseload), asked, strict=True):
        try:
            found.append(read(value))
        except CannotShare as error:
            notice(str(error))
            found.append(None)
    return found[0], found[1], together


def _together(names: dict[str, str]) -> list[str]:
    wanted = split(st.query_params.get("samen", ""))[1]
    strange = [nis for nis in wanted if nis not in names]
    if strange:
        notice(f"'{strange[0][:LONGEST]}' hoort niet bij deze groep en telt niet mee in de combinatie.")
    chosen = [nis for nis in wanted if nis in names]
    st.session_state["kies_samen"] = chosen
    st.multiselect(
        "Combinatie van gemeenten (leeg: alle)",
        list(names),
        format_func=names.__getitem__,
        key="kies_samen",
        on_change=_write_together,
        placeholder="Typ een deel van een naam",
        select_all=False,
    )
    return chosen or list(names)


def _write_together() -> None:
    if st.session_state["kies_samen"]:
        st.query_params["samen"] = "+".join(st.session_state["kies_samen"])
    else:
        st.query_params.pop("samen", None)
