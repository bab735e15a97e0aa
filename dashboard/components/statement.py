"""The accessibility statement on its page: the document of `docs/`, with the contact of whoever runs this monitor."""

from __future__ import annotations

import os
import re

import streamlit as st

from dashboard.catalogue import ROOT
from dashboard.components import prompt, section

DOCUMENT = ROOT / "docs" / "toegankelijkheid.md"
CONTACT = "ACTIVERINGSMONITOR_CONTACT"
NOT_FILLED_IN = f"*(nog niet ingevuld: de beheerder stelt `{CONTACT}` in)*"
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


def text() -> str:
    """The statement with the contact filled in, where it is known: an e-mail address, a web address or plain words."""
    written = DOCUMENT.read_text(encoding="utf-8")
    contact = os.environ.get(CONTACT, "").strip()
    return written.replace(NOT_FILLED_IN, _linked(contact)) if contact else written


def _linked(contact: str) -> str:
    if re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", contact):
        return f"<{contact}>"
    return re.sub(r"https?://\S+", lambda found: f"<{found.group()}>", contact)


def shown() -> None:
    """The title as the page's first words, every heading as a part."""
    opening, *parts = HEADING.split(text())
    title, _, lead = opening.strip().partition("\n")
    prompt(title.removeprefix("# "))
    st.markdown(lead)
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        section(heading)
        st.markdown(body)
