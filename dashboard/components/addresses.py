"""The address of a page as its only state: what it holds, how a chooser reads and writes it, and how it is copied.

Streamlit's own binding drops a default from the address and silently replaces an unknown value; here an unknown or vanished
value gives a notice that names it and says what is shown instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.areas import OWN_GROUP, OWN_PREFIX
from dashboard.components import notice
from dashboard.components.carried import say_unused
from dashboard.markup import safe
from dashboard.protection import embedders
from dashboard.wording import listed

KEYS = (
    "gebied",
    "soort",
    "indicator",
    "periode",
    "vergelijk",
    "indeling",
    "groep",
    "gemeenten",
    "rijen",
    "toeval",
    "vraag",
    "tweede",
    "naast",
    "sinds",
    "zekerheid",
    "vorm",
    "gewichten",
    "peildatum",
    "verdeling",
    "voorstel",
    "bedrag",
    "vast",
    "sleutel",
    "eigen",
    "vte",
    "caseload",
    "samen",
    "vorige",
    "indicatoren",
    "onderdelen",
    "snapshot",
)
PENDING = "_meldingen"
OWN = "groep"
YES = "ja"


@contextmanager
def choices() -> Iterator[None]:
    """The choosers of a page stand in here; what they have to say follows them, at full width."""
    st.session_state[PENDING] = []
    with st.container(key="keuzes"):
        yield
    for text in st.session_state.pop(PENDING):
        notice(text)
    say_unused()


def chosen(
    key: str,
    label: str,
    options: Sequence[str],
    default: str,
    words: Callable[[str], str],
    why: str = "",
    uitleg: Callable[[str], str] | None = None,
) -> str:
    """One of a few options, kept in the address under `key`. why: what is said instead where the asked one is no option.

    uitleg: what explains the option that is shown, beside the label.
    """
    value = st.query_params.get(key, default)
    if value not in options:
        say(why or f"{label}: '{value}' is hier niet beschikbaar. U ziet nu {words(default)}.")
        value = default
    st.session_state[f"kies_{key}"] = value
    told = uitleg(value) if uitleg else None
    picked = st.selectbox(
        label, options, format_func=words, key=f"kies_{key}", on_change=_write, args=(key,), help=told
    )
    return str(picked)


def one_chosen(key: str, label: str, options: Sequence[str], default: str, words: Callable[[str], str]) -> str:
    """The only chooser of a page, with the link to what it shows and its notice."""
    with choices():
        wide, action = st.columns([9, 3], vertical_alignment="bottom")
        with wide:
            picked = chosen(key, label, options, default, words)
        with action:
            link(address(**{key: picked}), "Deze link toont altijd deze keuze.")
    return picked


def switched(key: str, label: str, help_text: str = "") -> bool:
    """A choice between yes and no, kept in the address under `key`: `ja` or nothing."""
    st.session_state[f"kies_{key}"] = st.query_params.get(key) == YES
    return bool(st.toggle(label, key=f"kies_{key}", help=help_text or None, on_change=_write_switch, args=(key,)))


def _write_switch(key: str) -> None:
    if st.session_state[f"kies_{key}"]:
        st.query_params[key] = YES
    else:
        st.query_params.pop(key, None)


def _write(key: str) -> None:
    st.query_params[key] = st.session_state[f"kies_{key}"]


def say(*texts: str) -> None:
    """Keep what a chooser has to say until all of them stand, so that it gets the full width."""
    st.session_state.setdefault(PENDING, []).extend(text for text in texts if text)


def address(**values: str) -> dict[str, str]:
    """The keys of a view: those of the address, replaced by what is given. The own group is called `groep`, its members
    stand under that key."""
    merged = st.query_params.to_dict() | values
    if merged.get("gebied", "").startswith(OWN_PREFIX):
        merged["gebied"] = OWN
    if merged.get("soort") == OWN_GROUP:
        merged.pop("soort")
    return {key: merged[key] for key in KEYS if merged.get(key)}


def link(
    view: Mapping[str, str], words: str = "Deze link toont altijd dit gebied, deze maand en deze snapshot."
) -> None:
    """The full address of a view, defaults written out, to copy; also as a frame where other sites may show the pages."""
    st.session_state["adres"] = written = full_address(view)
    with st.popover("Link naar deze weergave", type="tertiary"):
        st.html(f'<div class="am-bron">{words}</div>')
        st.code(written, language=None, wrap_lines=True)
        if sites := embedders():
            st.html(f'<div class="am-bron">Om in te sluiten op {safe(listed(sites))}:</div>')
            st.code(frame(written), language=None, wrap_lines=True)


def frame(address: str) -> str:
    """The HTML with which another site shows a view."""
    return (
        f'<iframe src="{escape(address, quote=True)}&amp;embed=true" title="Activeringsmonitor" width="100%" height="900" '
        'allow="clipboard-write"></iframe>'
    )


def full_address(values: Mapping[str, str]) -> str:
    """The page's own address with these keys."""
    base = (st.context.url or "").split("?")[0]
    base = base if base.count("/") > 2 or not base else f"{base}/"
    written = urlencode({key: values[key] for key in KEYS if key in values}, safe=":")
    return f"{base}?{written}"
