"""Which choices of a reader a page does not use, and the sentence that says so. The address keeps them for the other pages."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.catalogue import catalogue
from dashboard.markup import safe
from dashboard.wording import listed

EVERYWHERE = ("gebied", "groep", "indicator", "periode", "vergelijk", "indeling")
WORDS = {
    "gebied": "het gebied",
    "groep": "uw eigen groep",
    "indicator": "de indicator",
    "periode": "de periode",
    "vergelijk": "de vergelijking",
    "indeling": "de gemeenten van destijds",
}
TODAY = "ze toont altijd de gemeenten van vandaag"
SEVERAL = "ze toont meer cijfers samen, die u hier kiest"
CLASSES = "ze vergelijkt grootteklassen met elkaar"
LISTS = "ze bekijkt de ledenlijsten van regiegebieden"
SOURCES = "ze beschrijft alle bronnen samen"
SHEET = "ze toont de kerncijfers samen"
STUDY = "de studie heeft haar eigen vragen, uit 2023"
NOT_HERE: Mapping[str, Mapping[str, str]] = {
    "": {"indicator": "ze gaat altijd over het leefloon en de leefloongraad"},
    "kaart": {},
    "gemeenten": {"indeling": TODAY},
    "vergelijkbaar": {
        "groep": "ze vertrekt van één gemeente",
        "vergelijk": "ze vergelijkt met de gemeenten die het meest op de gekozen gemeente lijken",
        "indeling": TODAY,
    },
    "centrumsteden": {"indeling": TODAY},
    "regios": {"indeling": TODAY},
    "gemeente": {"indicator": SHEET, "indeling": TODAY},
    "regio": {"indicator": SHEET, "indeling": TODAY},
    "sinds": {"indicator": SEVERAL, "vergelijk": "ze zet een gebied naast zichzelf", "indeling": TODAY},
    "overleg": {
        "groep": "een pakket gaat over een gebied dat de monitor kent",
        "indicator": SEVERAL,
        "indeling": TODAY,
    },
    "verdeelsleutel": {
        "indicator": "ze verdeelt volgens aantallen",
        "vergelijk": "ze zet verdeelsleutels naast elkaar",
        "indeling": TODAY,
    },
    "grootteklassen": {"groep": CLASSES, "vergelijk": CLASSES, "indeling": TODAY},
    "samenhang": dict.fromkeys(("groep", "indicator", "periode", "vergelijk", "indeling"), LISTS),
    "onderzoek": dict.fromkeys(EVERYWHERE, STUDY),
    "bronnen": dict.fromkeys(EVERYWHERE, SOURCES),
}
PLAIN = {
    "gebied": ("vlaanderen:vlaanderen",),
    "vergelijk": ("vlaanderen",),
    "indeling": ("huidig",),
    "indicator": (),
}
SHOWN_ANYWAY = {"": ("leefloon", "leefloongraad")}


def unused(page: str, address: Mapping[str, str]) -> str:
    """Which choices of the address this page does not use, why, and that they stay; empty where there is none.

    page: the last part of its address, empty for the overview. A choice that every page makes by itself is not named.
    """
    reasons: dict[str, list[str]] = {}
    for key, why in NOT_HERE.get(page, {}).items():
        value = address.get(key, "")
        if value and value not in PLAIN.get(key, ()) and value not in SHOWN_ANYWAY.get(page, ()):
            reasons.setdefault(why, []).append(_named(key, value))
    if not reasons:
        return ""
    parts = [f"{listed(names)} niet, want {why}" for why, names in reasons.items()]
    return f"Deze pagina gebruikt {'; en '.join(parts)}. Wat u koos, blijft bewaard voor de andere pagina's."


def _named(key: str, value: str) -> str:
    known = catalogue().indicatoren
    return f"{WORDS[key]} ({known[value].korte_naam})" if key == "indicator" and value in known else WORDS[key]


def say_unused() -> None:
    """Say under the choosers of the page that is shown which choices it does not use."""
    text = unused(st.session_state.get("pagina", ""), st.query_params.to_dict())
    if text:
        st.html(f'<div class="am-bron" role="status">{safe(text)}</div>')
