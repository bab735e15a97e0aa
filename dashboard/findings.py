"""The sentences a page opens with: the place, the figure, the comparator, the doubt. Pure: values in, Dutch out."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.catalogue import Indicator, catalogue
from dashboard.changes import Change, Value
from dashboard.sentences import Figure, Place, absence, claim, read
from dashboard.sentences.amounts import amount
from dashboard.sentences.reasons import reason
from dashboard.wording import (
    bounds,
    capital,
    counted,
    listed,
    month_span,
    more_or_less,
    number,
    percent,
    period,
    window,
)

HIDDEN = "verborgen: minstens één categorie telt minder dan 5 personen"
HIDDEN_EVERYWHERE = "verborgen: in elke gemeente telt minstens één categorie minder dan 5 personen"
CERTAINTY = {
    "hoog": "De ledenlijst komt uit een duidelijke bron (zekerheid hoog).",
    "middel": "De ledenlijst komt uit een bron die niet alles bevestigt (zekerheid middel).",
    "laag": "De ledenlijst is onzeker (zekerheid laag): dit gebied staat standaard niet in rangschikkingen.",
}


def recipients(change: Change, place: str, counted: str) -> str:
    """How many people in a place got a leefloon, beside a year earlier, and whether that is still provisional.

    counted: the part of the place that is counted (`6 van de 8 gemeenten`), used where that is not the whole.
    """
    now = change.nu
    indicator = catalogue().indicatoren["leefloon"]
    figure = Figure(now.periode, now.status, now.onder, now.boven)
    whole = now.complete or not now.known
    where = Place("", place if whole else f"{counted} van {place}")
    if not figure.known:
        return absence(figure, indicator, where)
    sentence = f"{claim(figure, indicator, where)}{_beside(change)}."
    return sentence + (" Dat cijfer is nog voorlopig." if figure.provisional else "")


def rate(
    now: Value,
    reference: Value | None,
    stability: tuple[float, float] | None,
    figure: Figure | None = None,
    other: str = "Vlaanderen",
) -> str:
    """The rate beside that of another place, and how far chance alone could move it.

    figure: its whole row, where there is one. other: the comparator as it stands after `in`.
    """
    if now.onder is None or now.boven is None:
        return f"Een leefloongraad is er niet: {no_figure(now, catalogue().indicatoren['leefloongraad'], figure)}."
    sentence = f"Dat is {bounds(now.onder, now.boven, 1)} per 1.000 inwoners"
    if not now.complete:
        sentence = f"In {counted_part(now)} is dat {bounds(now.onder, now.boven, 1)} per 1.000 inwoners"
    elif reference is not None and reference.onder is not None and reference.boven is not None:
        sentence += f"; in {other} was dat {bounds(reference.onder, reference.boven, 1)}"
    if stability:
        sentence += (
            f". Door toeval alleen kan dat niveau liggen tussen {number(stability[0], 1)} en {number(stability[1], 1)}"
        )
    return sentence + "."


def caution(change: Change, stable: Change | None, since: str | None) -> str:
    """What a provisional month means for the comparison, with the last stable month; empty when nothing is provisional."""
    if since is None:
        return ""
    months = month_span(since, change.nu.periode)
    verb = "is" if since == change.nu.periode else "zijn"
    text = f"{capital(months)} {verb} voorlopig, omdat OCMW's nog aanvragen indienen. "
    if change.relative is not None and change.toen.status == "definitief":
        text += f"De vergelijking met {period(change.toen.periode)}, dat definitief is, kan dus nog veranderen. "
    if stable is None or stable.nu.onder is None or stable.nu.boven is None:
        return text.strip()
    people = _people(stable.nu.onder, stable.nu.boven)
    compared = f", {more_or_less(stable.relative)} dan een jaar eerder" if stable.relative is not None else ""
    compared = compared.replace("evenveel dan", "evenveel als")
    return text + f"De laatste stabiele maand is {period(stable.nu.periode)}: {people}{compared}."


def counted_part(now: Value) -> str:
    """Which part of an area a figure counts: `6 van de 10 gemeenten`."""
    known, _, parts = now.dekking.partition("/")
    return f"{known} van de {parts} gemeenten"


def coverage(now: Value, inwoners: float | None) -> str:
    """What an incomplete figure leaves out; empty when it counts every municipality."""
    if now.complete or not now.known:
        return ""
    share = f" In de getelde gemeenten woont {percent(inwoners)} van de inwoners." if inwoners else ""
    return f"Dit cijfer is onvolledig en kan niet naast dat van een volledig gebied staan.{share}"


def composition(soort: str, zekerheid: str, volledig: bool, periode_tekst: str, opmerking: str) -> list[str]:
    """What is known about the list of members of a region, one sentence each."""
    kind = catalogue().soorten[soort]
    sentences = []
    if kind.samenstelling_bevestigd_tot:
        last = int(kind.samenstelling_bevestigd_tot[:4]) - 1
        sentences.append(f"Samenstelling {last - 5}–{last}, niet bevestigd voor {last + 1} en later.")
    if zekerheid:
        sentences.append(CERTAINTY[zekerheid])
    if not volledig:
        sentences.append("De ledenlijst is onvolledig.")
    if periode_tekst:
        sentences.append(f"Periode volgens de bron: {periode_tekst.replace('-', '–')}.")
    if opmerking:
        sentences.append(opmerking)
    return sentences


def left_out(names: list[str]) -> str:
    """Which members have no figure because their membership is unknown after a merger; empty when none."""
    if not names:
        return ""
    verb = "telt" if len(names) == 1 else "tellen"
    return f"{listed(names)} {verb} niet mee: na een fusie weten we niet of de hele gemeente bij dit gebied hoort."


def compared_places(count: int, without: int, minimum: int) -> str:
    """How many municipalities a list of changes compares."""
    places = counted(count, "gemeente", "gemeenten")
    text = f"Vergeleken: {places} met in de eerste maand minstens {number(minimum)} leefloongerechtigden."
    if without:
        text += f" Voor {counted(without, 'gemeente', 'gemeenten')} kan de verandering niet berekend worden."
    return text


def no_figure(value: Value, indicator: Indicator, figure: Figure | None = None) -> str:
    """Why there is no figure, as the end of a sentence, in the indicator's own words. figure: its row, if any."""
    return reason(figure or Figure(value.periode, value.status), indicator)


def _people(lower: float, upper: float) -> str:
    if upper == 0:
        return "niemand"
    return "1 persoon" if lower == upper == 1 else f"{bounds(lower, upper)} mensen"


def _beside(change: Change) -> str:
    then = change.toen
    if then.onder is None or then.boven is None:
        return (
            f". Met een jaar eerder kunnen we niet vergelijken: {no_figure(then, catalogue().indicatoren['leefloon'])}"
        )
    if not change.comparable:
        return ". Met een jaar eerder kunnen we niet vergelijken: toen telden andere gemeenten mee"
    if change.relative is None:
        return (
            ", net als een jaar eerder"
            if change.difference == 0
            else f"; een jaar eerder was dat {_people(then.onder, then.boven)}"
        )
    words = more_or_less(change.relative)
    return f", {words} {'als' if words.endswith('evenveel') else 'dan'} een jaar eerder"


def courses(lines: Sequence[tuple[str, pd.DataFrame]], indicator: Indicator) -> str:
    """Where every line of a chart begins and ends, for who does not see it. Figures frames with column `van`, by name."""
    return " ".join(_course(name, frame[frame["onder"].notna()].sort_values("van"), indicator) for name, frame in lines)


def _course(name: str, known: pd.DataFrame, indicator: Indicator) -> str:
    if known.empty:
        return f"{name}: geen cijfer."
    first, last = (read(known.iloc[at].to_dict()) for at in (0, -1))
    begin, end = (f"{amount(figure, indicator)} in {window(figure.periode)}" for figure in (first, last))
    return f"{name}: {end}." if first.periode == last.periode else f"{name}: van {begin} naar {end}."


def quotation(sentence: str, doubts: Sequence[str], snapshot_id: str, sample: bool, address: str) -> str:
    """A finding as text for a note: never without its doubt, its snapshot and the word that warns of invented figures."""
    source = f"Bron: Activeringsmonitor, snapshot {snapshot_id}{' (VOORBEELDCIJFERS)' if sample else ''}."
    return "\n".join(text for text in (sentence, *doubts, source, address) if text)
