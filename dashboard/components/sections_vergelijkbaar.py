"""The parts of the page of municipalities alike: who they are, why, and a figure beside theirs."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import alike, charts, comparison, export, groups, likeness, store, tables
from dashboard import components as parts
from dashboard.components import sections
from dashboard.components.choosers_vergelijkbaar import Choice
from dashboard.components.plots import plot
from dashboard.figures import Question
from dashboard.likeness import tables as likeness_tables
from dashboard.markup import fold, paragraphs, safe, sample_mark
from dashboard.records import records
from dashboard.sentences import read, statement
from dashboard.store import vergelijkbaar, vergelijken
from dashboard.wording import counted

EDGE = 3.5
AXIS = {"range": [-EDGE - 0.2, EDGE + 0.2], "tickvals": [-EDGE, 0, EDGE], "ticktext": ["lager", "mediaan", "hoger"]}
UNIT = "elk kenmerk op een eigen schaal; wat verder ligt, staat aan de rand"
QUARTILES = (0.25, 0.5, 0.75)
WHO = "Kies één gemeente. Deze pagina zoekt de tien gemeenten die er het meest op lijken."
HOW = (
    "De volgorde kijkt naar alle kenmerken samen, elk op een eigen schaal. Lijken betekent niet dat het werk van het OCMW "
    "er hetzelfde is."
)


def no_municipality(place: str) -> None:
    """What to do when a region or Vlaanderen is chosen."""
    parts.prompt(WHO, [f"U koos {place}. Alleen voor één gemeente kennen we deze kenmerken."])


def opening(snapshot_id: str, view: Choice, found: pd.DataFrame) -> None:
    """Who is most alike, how much that hangs on the weights, what could not be compared."""
    own, values = view.gebied, alike.wide(vergelijkbaar.characteristics(snapshot_id))
    doubts = likeness.doubts(own.naam, values, own.gebied_id, found, view.gewichten)
    parts.finding(likeness.finding(own.naam, found), [" ".join(doubts)], hint=HOW)


def who(snapshot_id: str, view: Choice, found: pd.DataFrame) -> None:
    """Every characteristic as a strip, the ten as a table, the characteristics with their dates, downloads."""
    known, own = vergelijkbaar.characteristics(snapshot_id), view.gebied
    values = alike.wide(known)
    counting = [name for name, weight in view.gewichten.items() if weight]
    rows = [_strip(snapshot_id, known, view, found, name) for name in counting]
    sample = bool((known.loc[known["kenmerk"].isin(counting), "herkomst"] == "voorbeeld").any())
    title = f"{own.naam} en de {len(found)} die er het meest op lijken"
    parts.section(title)
    alt = f"{title}. {likeness.finding(own.naam, found)} De tabel onder de grafiek geeft elk kenmerk."
    figure = charts.strips(rows, AXIS, UNIT, parts.scheme(), sample)
    parts.html(paragraphs([_key(own.naam, len(found))]))
    told = likeness_tables.source_line(known, view.gewichten, snapshot_id)
    plot(figure, "vergelijkbaar", alt, _file(own.gebied_id, sample), title, told)
    parts.html(likeness_tables.peers(title, values, own.gebied_id, found, view.gewichten, sections.to))
    parts.html(
        fold("De kenmerken, hun datum en hun bron", likeness_tables.traits(known, own.gebied_id, found, view.gewichten))
    )
    st.html(f'<div class="am-bron">{safe(told)}{f" {sample_mark()}" if sample else ""}</div>')
    parts.table_downloads(
        _file(own.gebied_id, sample).removeprefix("activeringsmonitor-"),
        likeness_tables.frame(known, own.gebied_id, found, view.gewichten),
        likeness_tables.notes(own.naam, known, view.gewichten, snapshot_id),
        title,
        "vergelijkbaar",
    )


def beside(snapshot_id: str, view: Choice, found: pd.DataFrame) -> None:
    """The chosen figure beside that of the ten together, and the ten as a comparator on every page."""
    other = vergelijken.comparator(snapshot_id, view.comparator, view.gebied)
    entry, own = view.indicator, view.gebied
    parts.section(f"{entry.korte_naam} naast deze {len(found)}")
    mine = store.figures(snapshot_id, Question(entry.id, "gemeente", (own.gebied_id,), periode=view.periode))
    theirs = store.figures(snapshot_id, other.question(entry.id, view.periode))
    each = store.figures(snapshot_id, Question(entry.id, "gemeente", periode=view.periode))
    if mine.empty or theirs.empty:
        parts.notice(f"Voor {own.naam} is er in deze periode geen cijfer.")
        return
    said = statement(read(records(mine)[0]), entry, comparator=(read(records(theirs)[0]), other.place))
    middle = likeness.median(comparison.spread(each, other.leden), entry, len(found))
    parts.html(paragraphs([said.zin, " ".join(said.twijfel), middle, _circular(view)]))
    chosen = each[each["gebied_id"].isin([own.gebied_id, *other.leden])]
    parts.html(tables.figures(other.naam, chosen, theirs, entry, [own.gebied_id, *other.leden], sections.to))
    parts.source(entry, pd.concat([chosen, theirs]))
    parts.downloads(export.named([(chosen, ""), (theirs, other.naam)]), entry, "naast")
    _use(view, other.leden)


def _use(view: Choice, members: tuple[str, ...]) -> None:
    """Buttons that make the ten the comparator of every page: by their likeness, or fixed as an own group."""
    group = groups.made(f"Meest als {view.gebied.naam}", members).text
    with st.container(horizontal=True, key="acties_gebruik", gap="small"):
        used = {"vergelijk": view.comparator}
        st.button("Vergelijk overal met deze gemeenten", on_click=st.query_params.update, args=(used,), type="tertiary")
        fixed = {"groep": group, "vergelijk": "groep"}
        st.button("Bewaar ze als eigen groep", on_click=st.query_params.update, args=(fixed,), type="tertiary")
    asked = st.query_params.get("vergelijk", "")
    if asked == view.comparator:
        parts.remark("U vergelijkt nu op elke pagina met de gemeenten die het meest op de gekozen gemeente lijken.")
    elif asked == "groep" and st.query_params.get("groep") == group:
        parts.remark("Deze gemeenten zijn nu uw eigen groep. Die verandert niet mee met nieuwe cijfers of gewichten.")


def _file(nis: str, sample: bool) -> str:
    return f"activeringsmonitor-vergelijkbaar-{nis}{'-voorbeeldcijfers' if sample else ''}"


def _circular(view: Choice) -> str:
    counting = [alike.CHARACTERISTICS[name] for name, weight in view.gewichten.items() if weight]
    if view.indicator.id not in counting:
        return ""
    return (
        f"Let op: {view.indicator.zin.onderwerp} telt zelf mee bij de keuze van deze gemeenten. Dat ze er op dit cijfer op "
        "lijken, zegt dus niets nieuws."
    )


def _strip(snapshot_id: str, known: pd.DataFrame, view: Choice, found: pd.DataFrame, name: str) -> charts.Strip:
    part = {row["nis"]: row for row in records(known[known["kenmerk"] == name])}
    scaled = vergelijkbaar.scale(snapshot_id)[name].dropna()
    own, label = view.gebied, likeness.name(name)
    places = [(str(nis), float(at)) for nis, at in scaled.clip(-EDGE, EDGE).to_dict().items()]
    dots = tuple(
        charts.Dot(at, at, f"<b>{part[nis]['naam']}</b><br>{label}: {likeness.value(name, part[nis]['waarde'])}", rol)
        for nis, at in places
        for rol in (_role(nis, own.gebied_id, found),)
    )
    theirs = likeness.span(name, pd.Series([part[str(nis)]["waarde"] for nis in found.index]))
    words = [f"{own.naam}: {likeness.shown(part[own.gebied_id], name)}", f"de {len(found)}: {theirs}"]
    missing = len(part) - len(scaled)
    words += [f"{counted(missing, 'gemeente', 'gemeenten')} zonder precies cijfer"] if missing else []
    quartiles = tuple((float(value), float(value)) for value in scaled.quantile(QUARTILES).clip(-EDGE, EDGE))
    return charts.Strip(label, " · ".join(words), dots, quartiles)


def _role(nis: str, own: str, found: pd.DataFrame) -> Any:
    return "plaats" if nis == own else "vergelijk" if nis in found.index else "ander"


def _key(own: str, count: int) -> str:
    return (
        f"Ruit: {own}. Donkere stip: een van de {count}. Grijze stip: een andere gemeente. Het vlak is de middelste helft van de "
        "gemeenten, de streep de mediaan over gemeenten."
    )
