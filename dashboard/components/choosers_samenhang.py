"""What a reader chooses on coherence: a region, the division its members are coloured by, and a proposal.

`gebied` in the address is the id of a regiegebied, also of one the proposal makes; `verdeling` a division; `voorstel` the text of
`dashboard.coherence.whatif`. The form of a proposal writes the address and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard.coherence import overlap, whatif
from dashboard.coherence.regions import KIND, Region, home
from dashboard.coherence.whatif import BadProposal, Proposal
from dashboard.components import addresses
from dashboard.components.sections import to
from dashboard.store import samenhang
from dashboard.store.samenhang import Setting
from dashboard.wording import capital

ALL = "alle"
ROLES = "rol"
AS_NOW, NEW = "zoals_nu", "nieuw"
PROBLEM = "_voorstel_probleem"


@dataclass(frozen=True)
class Choice:
    """What the page shows. na: the regions as proposed; gekozen: the region's id, empty for all; verdeling: empty for roles."""

    kader: Setting
    voorstel: Proposal
    na: Mapping[str, Region]
    gekozen: str
    verdeling: str

    @property
    def regio(self) -> Region | None:
        """The chosen region as proposed, or as it was where the proposal empties it; None when all are shown."""
        return self.na.get(self.gekozen) or self.kader.regios.get(self.gekozen)

    @property
    def gewijzigd(self) -> list[str]:
        """The ids of the regions the proposal changes."""
        return whatif.touched(self.kader.regios, self.na)


def choice(snapshot_id: str) -> Choice:
    """The row of choosers, with the link to what it shows and its notices."""
    found = samenhang.setting(snapshot_id)
    with addresses.choices():
        proposal = _proposal(found)
        after = whatif.applied(proposal, found.regios)
        wide, narrow, action = st.columns([5, 4, 3], vertical_alignment="bottom")
        with wide:
            chosen = _region(found, after)
        with narrow:
            divided = _division() if chosen else ""
        with action:
            shown = {"gebied": chosen or ALL, "soort": KIND, "snapshot": snapshot_id}
            rest = {"verdeling": divided or ROLES, "voorstel": whatif.written(proposal)}
            addresses.link(
                addresses.address(**shown, **rest), "Deze link toont altijd dit gebied, dit voorstel en deze snapshot."
            )
    return Choice(found, proposal, after, chosen, divided)


def _proposal(found: Setting) -> Proposal:
    """The proposal of the address; a notice and none where it does not hold."""
    addresses.say(st.session_state.pop(PROBLEM, ""))
    try:
        return whatif.read(st.query_params.get("voorstel", ""), found.regios, found.namen)
    except BadProposal as error:
        addresses.say(f"{error} U ziet nu de lijsten zonder voorstel.")
        return Proposal()


def _region(found: Setting, after: Mapping[str, Region]) -> str:
    known = dict(found.regios) | dict(after)
    labels = {ALL: "Alle regiegebieden"} | {area: _label(region) for area, region in known.items()}
    chosen = _asked(found, after, labels)
    st.session_state["kies_regio"] = chosen
    st.selectbox(
        "Kies een regiegebied", list(labels), format_func=labels.__getitem__, key="kies_regio", on_change=_write_region
    )
    return "" if chosen == ALL else chosen


def _asked(found: Setting, after: Mapping[str, Region], labels: Mapping[str, str]) -> str:
    """The region of the address; that of a municipality chosen elsewhere; all of them, with the reason, for anything else."""
    asked = st.query_params.get("gebied", ALL)
    if asked in labels:
        return asked
    if asked in found.namen:
        standing = home(after.values(), asked)
        name = found.namen[asked]
        if len(standing) == 1:
            area = next(iter(standing))
            addresses.say(f"U ziet nu het regiegebied van {name}: {after[area].naam}.")
            return area
        addresses.say(f"Het regiegebied van {name} is onbekend. U ziet nu alle regiegebieden.")
    elif asked != "vlaanderen:vlaanderen":
        addresses.say(f"'{asked[:60]}' is geen regiegebied. Deze pagina toont regiegebieden; u ziet ze nu allemaal.")
    return ALL


def _label(region: Region) -> str:
    words = "voorstel" if region.nieuw else f"zekerheid {region.zekerheid or 'niet opgegeven'}"
    return f"{region.naam} ({words})"


def _write_region() -> None:
    choose(st.session_state["kies_regio"])


def choose(area: str) -> None:
    """Write the region chosen in the list or on the map into the address."""
    st.query_params.update({"gebied": area, "soort": KIND})


def _division() -> str:
    words = {ROLES: "Leden en buren"} | {soort: f"Leden per {overlap.WORDS[soort][0]}" for soort in overlap.KINDS}
    picked = addresses.chosen("verdeling", "Kleuren op de kaart", list(words), ROLES, words.__getitem__)
    return "" if picked == ROLES else picked


def proposal_form(view: Choice) -> None:
    """Where a reader moves municipalities; what is asked goes into the address."""
    targets = {area: region.naam for area, region in view.na.items()}
    targets |= {
        NEW: "Nieuw gebied",
        whatif.NOWHERE: "Geen regiegebied",
        AS_NOW: "Zoals nu (verplaatsing ongedaan maken)",
    }
    with st.form("voorstel", border=True):
        first, second, third = st.columns([5, 4, 3])
        with first:
            st.multiselect(
                "Welke gemeenten?",
                sorted(view.kader.namen, key=view.kader.namen.__getitem__),
                format_func=view.kader.namen.__getitem__,
                key="voorstel_gemeenten",
                placeholder="Typ een deel van een naam",
                select_all=False,
            )
        with second:
            st.selectbox("Naar welk gebied?", list(targets), format_func=targets.__getitem__, key="voorstel_doel")
        with third:
            st.text_input("Naam van het nieuwe gebied", key="voorstel_naam", max_chars=60)
        st.form_submit_button("Verplaatsen", on_click=_move, args=(view,))


def _move(view: Choice) -> None:
    codes, target = tuple(st.session_state["voorstel_gemeenten"]), st.session_state["voorstel_doel"]
    if not codes:
        st.session_state[PROBLEM] = "Kies eerst een of meer gemeenten."
        return
    made = st.session_state["voorstel_naam"].strip() if target == NEW else dict(view.voorstel.namen).get(target, target)
    try:
        proposal = whatif.moved(view.voorstel, view.kader.regios, codes, None if target == AS_NOW else made)
        text = whatif.written(proposal)
        whatif.read(text, view.kader.regios, view.kader.namen)
    except BadProposal as error:
        st.session_state[PROBLEM] = str(error)
        return
    _put(text)


def _put(text: str) -> None:
    if text:
        st.query_params["voorstel"] = text
    else:
        st.query_params.pop("voorstel", None)
    st.session_state["voorstel_gemeenten"] = []


def clear(view: Choice) -> None:
    """The button that takes a proposal away."""
    if view.voorstel:
        st.button("Voorstel wissen", on_click=_put, args=("",), type="tertiary")


def region_link(region: Region) -> object:
    """The name of a region as a link to itself on this page."""
    return to(region.naam, region.gebied_id, KIND)


def kind_words(soort: str) -> str:
    """A division as a heading."""
    return capital(overlap.WORDS[soort][0])
