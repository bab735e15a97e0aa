"""Signing in, offering a file with what it would change, accepting it, and returning to an earlier snapshot."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import loading, store
from dashboard.access import access
from dashboard.components import html, notice, section
from dashboard.loading import NotLoaded, Proposal
from dashboard.markup import Markup, paragraphs, safe
from dashboard.protection import UPLOADERS
from dashboard.snapshots import storage

PROPOSAL, OUTCOME, ROUND = "voorstel", "uitkomst_inladen", "ronde_inladen"
NO_ROLE = (
    "U bent aangemeld, maar u hebt de rol niet om gegevens in te laden. Vraag die rol aan bij wie de toegang beheert."
)
EXPIRED = "Uw aanmelding is te lang geleden. Meld u opnieuw aan."
SAME = "Dit bestand verandert niets aan de cijfers."
T = TypeVar("T")


def admitted() -> bool:
    """Whether the user may load; for anyone else the page says what they can do."""
    known = access()
    if known is None:
        return False
    if not st.user.is_logged_in:
        _dismiss()
        html(paragraphs(["Meld u aan om gegevens in te laden. De andere pagina's werken zonder aanmelding."]))
        st.button("Aanmelden", type="primary", on_click=st.login)
        return False
    verdict = known.verdict(st.user.to_dict(), time.time())
    if verdict == "mag":
        UPLOADERS.admit(_session())
    else:
        _dismiss()
        notice(EXPIRED if verdict == "verlopen" else NO_ROLE)
    if verdict == "verlopen":
        st.button("Opnieuw aanmelden", type="primary", on_click=st.login)
    st.button("Afmelden", on_click=st.logout)
    return verdict == "mag"


def _dismiss() -> None:
    st.session_state.pop(PROPOSAL, None)
    UPLOADERS.dismiss(_session())


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def offer() -> None:
    """Choose a file, see what it would change, accept or throw away."""
    section("Een levering inladen")
    if said := st.session_state.pop(OUTCOME, ""):
        notice(said)
    proposal: Proposal | None = st.session_state.get(PROPOSAL)
    if proposal is None:
        _choose()
        return
    _shown(proposal)
    with st.container(horizontal=True, key="acties_voorstel", gap="small"):
        wanted = proposal.verandert and st.button("Aanvaarden en inladen", type="primary")
        if st.button("Weggooien"):
            loading.discard(proposal)
            _done("Het bestand is weggegooid. Er is niets veranderd.")
    if wanted:
        made = _followed(lambda: loading.accept(storage(), proposal), "Inladen begint")
        if made is not None:
            _done(f"Snapshot {made.id} is van kracht. Nieuwe pagina's tonen het meteen.")
        st.session_state.pop(PROPOSAL, None)


def _choose() -> None:
    file = st.file_uploader(
        "Bestand van een bron", type=list(loading.KINDS), key=f"bestand_{st.session_state.get(ROUND, 0)}"
    )
    if file is not None and st.button("Nakijken en verschillen tonen", type="primary"):
        found = _followed(lambda: loading.propose(storage(), file.name, file.getvalue()), "Nakijken begint")
        if found is not None:
            st.session_state[PROPOSAL] = found
            st.rerun()


def _shown(proposal: Proposal) -> None:
    html(paragraphs([f"{proposal.bestand.name}, vergeleken met snapshot {proposal.voor}:", *proposal.meldingen]))
    if proposal.verandert:
        html(_lines(proposal.verschillen))
    else:
        notice(SAME)


def undo() -> None:
    """Choose an earlier snapshot, see what returning would change, and return."""
    section("Terugkeren naar een vorig snapshot")
    standing = store.current_id()
    known = {found.id: found for found in loading.earlier(storage())}
    if not known:
        html(paragraphs(["Er is geen ander snapshot om naar terug te keren."]))
        return
    html(paragraphs([f"Van kracht is {standing}. Wat na het gekozen snapshot geladen werd, telt dan niet meer mee."]))
    chosen = st.selectbox("Snapshot", list(known), index=None, placeholder="Kies", key=f"terug_{standing}")
    if chosen is None:
        return
    html(_lines(loading.difference(storage(), chosen)))
    if st.button("Terugkeren", type="primary"):
        try:
            restored = loading.undo(storage(), chosen, standing)
        except (NotLoaded, loading.NoSnapshot, loading.Busy) as error:
            notice(str(error))
            return
        _done(f"Snapshot {restored.id} is weer van kracht.")


def _followed(begin: Callable[[], Generator[str, None, T]], first: str) -> T | None:
    """What a generator of steps returns, its steps shown as they come; None with a notice for every line of its refusal."""
    with st.status(first, expanded=False) as shown:
        steps = begin()
        try:
            while True:
                shown.update(label=next(steps) or first)
        except StopIteration as end:
            found: T = end.value
            shown.update(label="Klaar", state="complete")
            return found
        except (NotLoaded, loading.NoSnapshot) as error:
            shown.update(label="Niet ingeladen", state="error")
            said = str(error)
        finally:
            steps.close()
    html(_lines(tuple(said.splitlines())))
    return None


def _done(said: str) -> None:
    """Say what happened at the top of a page that begins anew."""
    st.session_state[OUTCOME] = said
    st.session_state.pop(PROPOSAL, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()


def _lines(lines: tuple[str, ...]) -> Markup:
    found = "".join(f"<li>{safe(line)}</li>" for line in lines)
    return Markup(f'<ul class="am-verschillen">{found}</ul>')
