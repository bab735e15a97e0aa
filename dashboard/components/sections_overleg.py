"""The outline of the briefing pack, the button that makes its files, and their downloads."""

from __future__ import annotations

from contextlib import closing

import streamlit as st

from dashboard import components
from dashboard.markup import Column, paragraphs, sample_mark, table
from dashboard.report import command, files
from dashboard.report.choices import HERE
from dashboard.store import overleg
from dashboard.store.overleg import Outline, Wanted

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TYPES = {".pptx": POWERPOINT, ".pdf": "application/pdf", ".xlsx": components.EXCEL}
LABELS = {".pptx": "Download dia's (PowerPoint)", ".pdf": "Download verslag (PDF)", ".xlsx": "Download cijfers (Excel)"}
EXPLAINED = (
    "Hieronder staan de bevindingen die als titel op de dia's komen. De drie bestanden bevatten dezelfde cijfers als de "
    "pagina's, uit dezelfde snapshot. Wie later hetzelfde kiest, krijgt dezelfde bestanden."
)


def opening(outline: Outline) -> None:
    """The first finding of the pack, and what the page does with it."""
    components.finding(outline.delen[0][1], hint=EXPLAINED)


def outline_table(outline: Outline) -> None:
    """Every part in order, with the finding that becomes its title."""
    components.section("Wat er in het pakket komt")
    rows: list[list[object]] = [[name, title] for name, title in outline.delen]
    components.html(table(outline.titel, [Column("Onderdeel"), Column("Bevinding")], rows))
    if outline.voorbeeld:
        components.html(sample_mark())


def made(snapshot_id: str, outline: Outline) -> None:
    """The button, its progress, and the downloads when the files are there."""
    components.section("Bestanden")
    wanted = Wanted(outline.keuzes, snapshot_id, site())
    if overleg.kept(wanted) is None:
        components.html(paragraphs(["Het maken duurt enkele seconden. De pagina's blijven intussen werken."]))
        if not st.button("Maak dia's, verslag en cijfers", type="primary", key="maak_pakket"):
            return
        _make(wanted)
    found = overleg.kept(wanted)
    if found is None:
        return
    components.notice("De drie bestanden staan klaar.")
    with st.container(horizontal=True, key="acties_overleg", gap="small"):
        for kind, content in found.items():
            name = f"{outline.naam}{kind}"
            components.download(LABELS[kind], name, TYPES[kind], lambda content=content: content, f"pakket{kind}")  # type: ignore[misc]


def _make(wanted: Wanted) -> None:
    """Make the files and show which step is busy; a notice says what went wrong."""
    steps = command.steps(wanted.keuzes.onderdelen, files.KINDS)
    with st.container(key="voortgang"):
        shown = st.progress(0.0, text="Het maken begint")
    try:
        with closing(overleg.made(wanted)) as told:
            for step in told:
                done = steps.index(step) / len(steps) if step in steps else 0.0
                shown.progress(done, text=f"{step}…")
    except overleg.NotMade as error:
        components.notice(str(error))
    shown.empty()


def site() -> str:
    """Where this server's pages are, for the links in the files."""
    parts = (st.context.url or HERE).split("/")
    return "/".join(parts[:3])
