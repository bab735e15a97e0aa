"""Size classes in words: the finding, what a distribution says, who changed class, the state of the agreements. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard.catalogue import Indicator, catalogue
from dashboard.records import records
from dashboard.sentences import Figure, Place, Statement, read, statement
from dashboard.sentences.amounts import amount, unit
from dashboard.size_classes import SMALL, UNKNOWN_CLASS, Agreements, Former, Moved
from dashboard.wording import UNKNOWN, counted, day, listed, number, percent, short_bounds

SHORT = {
    "grootteklasse:centrumstad": "Centrumsteden",
    "grootteklasse:groot": "Groot",
    "grootteklasse:middelgroot": "Middelgroot",
    "grootteklasse:klein": "Klein",
    UNKNOWN_CLASS: "Klasse onbekend",
}
FORMS = {
    "overeenkomst": "Minstens één overeenkomst",
    "overeenkomst_igs": "Via het IGS",
    "overeenkomst_eigen": "Eigen overeenkomst",
    "overeenkomst_addendum": "Addendum",
}
NOT_LOADED = (
    "De lijst van samenwerkingsovereenkomsten tussen VDAB en gemeenten is niet geladen. Daarom tonen we hier geen aantallen per "
    "klasse. Dat betekent niet dat er geen overeenkomsten zijn."
)
TO_DO = (
    "Vraag de lijst aan VDAB of VVSG, zet ze in het sjabloon samenwerkingsovereenkomst (Vorm, Van en Tot per gemeente) en laad "
    "het bestand met: python -m dashboard ingest BESTAND."
)
ALONE = "We zetten er geen andere klasse naast: geen andere heeft een cijfer dat al haar gemeenten telt."
WITHOUT = {
    "te_klein": "met te weinig mensen voor een percentage",
    "niet_van_toepassing": "waar er niemand is om over te tellen",
    "nog_niet_waarneembaar": "nog niet waarneembaar",
}
SEVERAL = "Een gemeente kan meer vormen tegelijk hebben: tel de vormen niet op."


def place(klasse: str, members: int, peildatum: date) -> Place:
    """A class with its number and date, as a sentence names it."""
    name = catalogue().soorten["grootteklasse"].gebieden[klasse]
    return Place("grootteklasse", name, klasse, members, peildatum)


def finding(classes: pd.DataFrame, indicator: Indicator, members: dict[str, int], peildatum: date) -> Statement:
    """The class with the highest figure beside that with the lowest, from sums; of what is known when there are no two."""
    known = [
        (read(row), place(str(row["gebied_id"]), members[str(row["gebied_id"])], peildatum))
        for row in records(classes)
        if members.get(str(row["gebied_id"]))
    ]
    whole = [(figure, where) for figure, where in known if figure.known and figure.complete]
    if len(whole) < 2:
        figure, where = next(iter(whole or [pair for pair in known if pair[0].known] or known))
        found = statement(figure, indicator, where)
        return replace(found, twijfel=(*found.twijfel, ALONE)) if figure.known else found
    highest = max(whole, key=lambda pair: pair[0].limits[0])
    lowest = min((pair for pair in whole if pair is not highest), key=lambda pair: pair[0].limits[1])
    return statement(highest[0], indicator, highest[1], comparator=lowest)


def spread(row: dict, indicator: Indicator) -> str:
    """Median and quartiles over municipalities, named as such: `mediaan over 13 gemeenten: 8,1 · kwartielen 6,0 en 9,9`."""
    if not row:
        return "geen enkele gemeente met een cijfer"
    first, middle, third = (quantile(row, name, indicator) for name in ("kwartiel_1", "mediaan", "kwartiel_3"))
    return f"mediaan over {counted(int(row['aantal_leden']), 'gemeente', 'gemeenten')}: {middle} · kwartielen {first} en {third}"


def without(statuses: Sequence[str]) -> str:
    """How many municipalities have no figure, by reason: `31 met te weinig mensen voor een percentage, 2 zonder cijfer`."""
    reasons = [WITHOUT.get(status, "zonder cijfer") for status in statuses]
    return ", ".join(f"{number(reasons.count(reason))} {reason}" for reason in dict.fromkeys(sorted(reasons)))


def quantile(row: dict, name: str, indicator: Indicator) -> str:
    """One quantile over municipalities as read, a range where masks leave one; without unit but for a percent sign."""
    if not row:
        return UNKNOWN
    return amount(
        Figure(str(row["periode"]), "definitief", row[f"{name}_leden_onder"], row[f"{name}_leden_boven"]), indicator
    )


def together(figure: Figure, indicator: Indicator) -> str:
    """The figure of a class from sums, with its unit; `n.b.` without one."""
    if not figure.known:
        return UNKNOWN
    part = "" if figure.complete else f" (telt {figure.dekking.replace('/', ' van de ')} gemeenten)"
    return f"{amount(figure, indicator)}{unit(figure, indicator)}{part}"


def changed(found: Sequence[Moved], then: date, now: date) -> str:
    """How many municipalities changed class between two dates, those that merged apart."""
    if then == now:
        return "Kies twee verschillende peildata om te zien wie van klasse veranderde."
    own = sum(one.soort == "klasse" for one in found)
    merged = len(found) - own
    span = f"Tussen {day(then)} en {day(now)}"
    first = (
        f"{span} veranderde geen enkele gemeente van klasse door haar aantal inwoners"
        if not own
        else f"{span} {'veranderde' if own == 1 else 'veranderden'} {counted(own, 'gemeente', 'gemeenten')} van klasse"
    )
    if not merged:
        return f"{first}."
    arose = "ontstond 1 gemeente" if merged == 1 else f"ontstonden {number(merged)} gemeenten"
    return f"{first}; daarnaast {arose} door een fusie waarin minstens één deel een andere klasse had."


def assumed(classes: pd.DataFrame, peildatum: date) -> str:
    """How many municipalities keep an earlier class because their inhabitants on a date are unknown; empty for none."""
    count = int(classes["aangenomen"].sum())
    if not count:
        return ""
    return (
        f"Van {counted(count, 'gemeente', 'gemeenten')} kennen we het aantal inwoners op {day(peildatum)} niet. We nemen aan dat "
        "ze toen in dezelfde klasse zaten als op de vorige bekende datum."
    )


def unknown_after_merger(names: Sequence[str], peildatum: date) -> str:
    """Whose class on a date is unknown because its predecessors were of different classes; empty for none."""
    if not names:
        return ""
    they = "is een fusie" if len(names) == 1 else "zijn fusies"
    whose = "haar" if len(names) == 1 else "hun"
    return (
        f"{listed(list(names))} {they} van gemeenten die op {day(peildatum)} in verschillende klassen zaten. In welke klasse ze "
        f"toen hoorden, is onbekend: {whose} cijfers staan bij geen enkele klasse."
    )


def former(one: Former) -> str:
    """A municipality on the first date: its class and inhabitants."""
    people = f", {counted(one.inwoners, 'inwoner', 'inwoners')}" if one.inwoners is not None else ""
    assumed = ", aangenomen" if one.aangenomen else ""
    return f"{SHORT[one.klasse].lower().replace('centrumsteden', 'centrumstad')}{people}{assumed}"


def agreed(found: Sequence[Agreements], moment: date) -> str:
    """How many municipalities have at least one agreement on a day, over all classes."""
    any_form = [one for one in found if one.reeks == "overeenkomst"]
    whole = sum(one.gemeenten for one in any_form)
    have = short_bounds(sum(one.onder for one in any_form), sum(one.boven for one in any_form))
    verb = "had" if have == "1" else "hadden"
    return f"Op {day(moment)} {verb} {have} van de {number(whole)} gemeenten minstens één samenwerkingsovereenkomst met VDAB."


def share(one: Agreements) -> str:
    """The share of a class with an agreement; why not below ten; a warning below thirty."""
    if one.aandeel is None:
        return "geen percentage: minder dan 10" if one.bekend == one.gemeenten else UNKNOWN
    ends = list(dict.fromkeys(percent(end, 0) for end in one.aandeel))
    small = " (klein aantal)" if one.gemeenten < SMALL else ""
    return "–".join(ends) + small


def published(rows: Sequence[dict[str, str]]) -> str:
    """What the study says about all local authorities, with its page; empty when it is not there."""
    known = {row["id"]: row for row in rows}
    found, aim = known.get("overeenkomsten-2023-10"), known.get("overeenkomsten-ambitie-2023")
    if not found or not aim:
        return ""
    return (
        f"Volgens de studie van 2023 (bladzijde {found['bladzijde']}) had {found['waarde']}% van de lokale besturen een "
        f"overeenkomst op {day(date.fromisoformat(found['periode']))}; het doel was {aim['waarde']}% {aim['periode']}. "
        "Per grootteklasse geeft de studie dat niet."
    )
