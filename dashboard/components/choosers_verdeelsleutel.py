"""What a reader chooses on the cost sharing: a group, a period, an amount, a key, counts of one's own, VTE and caseload.

The address holds the texts as they were typed: `bedrag`, `vast`, `sleutel` (`leefloon:40,trajecten:60`), `eigen`
(`leefloon:44021:120`), `vte`, `caseload`, `samen` (`NIS+NIS`). What cannot be read is named and never replaced in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import streamlit as st

from dashboard.areas import OWN_GROUP, Area
from dashboard.components import choosers, notice
from dashboard.components.choosers_capaciteit import LONGEST, text
from dashboard.components.choosers_vergelijken import OWN
from dashboard.cost_sharing import KINDS, SHORT, CannotShare, examples, known_keys, typed
from dashboard.cost_sharing.group import members as counted_members
from dashboard.cost_sharing.money import euro
from dashboard.cost_sharing.plan import OWN_KEY, Plan, Wishes, found_key, worked_out
from dashboard.groups import made
from dashboard.store import verdeelsleutel as kept
from dashboard.wording import capital, period

LINK = "Deze link toont altijd deze groep, dit bedrag, deze sleutel, uw eigen cijfers en deze snapshot."
OWN_AMOUNT = "eigen"
PROBLEM = "_eigen_cijfer_probleem"


@dataclass(frozen=True)
class Choice:
    """What the page shows: the group, its period, the plan; onbekend, aangenomen: names of unknown and of assumed membership."""

    gebied: Area
    periode: str
    plan: Plan
    eigen: dict[tuple[str, str], Fraction]
    onbekend: tuple[str, ...]
    aangenomen: tuple[str, ...]


def choice(snapshot_id: str) -> Choice:
    """The choosers of group, period, amount and key, with the link to what they show and their notices."""
    wishes = Wishes(**{key: st.query_params.get(key, value) for key, value in vars(Wishes()).items()})
    with choosers.choices():
        first = st.columns([5, 3, 2.2, 2.2], vertical_alignment="bottom")
        with first[0]:
            place = choosers.area(snapshot_id, group=True)
        with first[1]:
            periode = _period(snapshot_id)
        names, unknown, assumed = kept.members(snapshot_id, place)
        with first[2]:
            choosers.own_group(snapshot_id)
            _group_button(place, names)
        own, problems = typed.own(st.query_params.get("eigen", ""), names)
        choosers.say(*(problems if names else []))
        with first[3]:
            texts = {key: st.query_params.get(key, "") for key in ("eigen", "vte", "caseload", "samen")}
            shown = {"gebied": OWN if place.soort == OWN_GROUP else place.gebied_id, "soort": place.soort}
            shown = {key: value for key, value in shown.items() if value != OWN_GROUP} | {"periode": periode}
            choosers.link(choosers.address(**shown, **vars(wishes), **texts, snapshot=snapshot_id), LINK)
        _amount(wishes)
        _key(wishes.sleutel)
    found = counted_members(names, kept.figures(snapshot_id, periode), own)
    return Choice(place, periode, worked_out(found, wishes), own, tuple(unknown), tuple(assumed))


def _period(snapshot_id: str) -> str:
    known = kept.periods(snapshot_id)
    mean = set(known.loc[known["telling"] == kept.MEAN, "periode"])
    unsure = set(known.loc[known["voorlopig"].astype(bool), "periode"])
    settled = [text for text in known["periode"] if text in mean and text not in unsure]
    options = known["periode"].tolist()

    def words(text: str) -> str:
        kind = " (gemiddelde)" if text in mean else ""
        return f"{capital(period(text))}{kind}{' (voorlopig)' if text in unsure else ''}"

    return choosers.chosen("periode", "Aantallen van", options, (settled or options)[0], words)


def _group_button(place: Area, names: dict[str, str]) -> None:
    """Show the own group of the address, or make one of the region, to leave members out or take them in."""
    if place.soort == OWN_GROUP:
        return
    if OWN in st.query_params:
        st.button("Toon uw groep", on_click=_show_group, args=("",), type="tertiary")
    elif names:
        text = made(place.naam, list(names)).text
        st.button("Leden aanpassen", on_click=_show_group, args=(text,), type="tertiary")


def _show_group(text: str) -> None:
    if text:
        st.query_params[OWN] = text
    st.query_params["gebied"] = OWN
    st.query_params.pop("soort", None)


def _amount(wishes: Wishes) -> None:
    columns = st.columns([5, 3, 3], vertical_alignment="bottom")
    labels = {str(example.centen // 100): f"{example.naam}: {euro(example.centen)}" for example in examples()}
    labels[OWN_AMOUNT] = "Eigen bedrag"
    try:
        plain = str(typed.amount(wishes.bedrag, "") // 100)
    except CannotShare:
        plain = OWN_AMOUNT
    with columns[0]:
        st.session_state["kies_voorbeeld"] = plain if plain in labels else OWN_AMOUNT
        st.selectbox(
            "Voorbeeld van een kost (2024)",
            list(labels),
            format_func=labels.__getitem__,
            key="kies_voorbeeld",
            on_change=_write_example,
        )
    with columns[1]:
        text("bedrag", "Bedrag in euro", wishes.bedrag)
    with columns[2]:
        text("vast", "Vast deel per gemeente in euro", wishes.vast)


def _write_example() -> None:
    if st.session_state["kies_voorbeeld"] != OWN_AMOUNT:
        st.query_params["bedrag"] = st.session_state["kies_voorbeeld"]


def _key(asked: str) -> None:
    columns = st.columns([5, 2, 2, 2], vertical_alignment="bottom")
    labels = {key.id: capital(key.naam) + (f" (zoals {key.wie})" if key.wie else "") for key in known_keys()}
    labels[OWN_KEY] = "Eigen gewichten"
    try:
        now = found_key(asked).id
    except CannotShare:
        now = OWN_KEY
    with columns[0]:
        st.session_state["kies_sleutel"] = now
        st.selectbox(
            "Verdeelsleutel", list(labels), format_func=labels.__getitem__, key="kies_sleutel", on_change=_write_key
        )
    typed_weights = typed.raw_weights(asked)
    for column, kind in zip(columns[1:], KINDS, strict=True):
        with column:
            st.session_state[f"kies_gewicht_{kind}"] = typed_weights.get(kind, "0")
            st.text_input(f"% {SHORT[kind]}", key=f"kies_gewicht_{kind}", on_change=_write_weights, max_chars=LONGEST)


def _write_key() -> None:
    chosen = next((key for key in known_keys() if key.id == st.session_state["kies_sleutel"]), None)
    if chosen:
        st.query_params["sleutel"] = typed.weights_text(chosen.gewichten)


def _write_weights() -> None:
    found = {kind: st.session_state[f"kies_gewicht_{kind}"] for kind in KINDS}
    st.query_params["sleutel"] = typed.weights_text(found) or "inwoners:0"


def own_counts(view: Choice) -> None:
    """Where a reader types a count of one's own, in place of one of the source; an empty one takes it away."""
    names = {member.nis: member.naam for member in view.plan.leden}
    with st.expander("Eigen cijfers invullen", expanded=bool(view.eigen)), st.form("eigen_cijfers", border=False):
        columns = st.columns([4, 3, 3, 2], vertical_alignment="bottom")
        with columns[0]:
            st.selectbox("Gemeente", list(names), format_func=names.__getitem__, key="eigen_gemeente")
        with columns[1]:
            st.selectbox("Aantal", KINDS[::-1], format_func=lambda kind: capital(SHORT[kind]), key="eigen_soort")
        with columns[2]:
            st.text_input("Uw cijfer (leeg: cijfer van de bron)", key="eigen_waarde", max_chars=LONGEST)
        with columns[3]:
            st.form_submit_button("Gebruiken", on_click=_write_own, args=(view,))
    if problem := st.session_state.pop(PROBLEM, ""):
        notice(problem)
    if view.eigen:
        st.button("Alle eigen cijfers wissen", on_click=_put_own, args=({},), type="tertiary")


def _write_own(view: Choice) -> None:
    place = (st.session_state["eigen_soort"], st.session_state["eigen_gemeente"])
    rest = {key: value for key, value in view.eigen.items() if key != place}
    value = st.session_state["eigen_waarde"].strip()
    if value:
        try:
            rest[place] = typed.quantity(value, "Een eigen cijfer", typed.MOST_PEOPLE, True, "120")
        except CannotShare as error:
            st.session_state[PROBLEM] = str(error)
            return
    _put_own(rest)


def _put_own(found: dict[tuple[str, str], Fraction]) -> None:
    if found:
        st.query_params["eigen"] = typed.own_text(found)
    else:
        st.query_params.pop("eigen", None)
    st.session_state["eigen_waarde"] = ""
