"""Three questions for the meeting, by the stated rules of `data/catalogue/vragen.yaml`: never where a mask or chance explains it.

Pure but for the rules, which are read once. The judgement is that of `standing_out`, and for two members `distinguish.compared`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import pandas as pd
import yaml

from dashboard import standing_out
from dashboard.catalogue import QUESTIONS, Entry, Indicator, catalogue
from dashboard.changes import year_before
from dashboard.records import records
from dashboard.report.choices import MONTH
from dashboard.report.values import Row, written
from dashboard.sentences import read
from dashboard.uncertainty.distinguish import HIGHER, LOWER, compared
from dashboard.uncertainty.extremes import ALL_PLACES, FEW_BELOW, Bounds, bounds
from dashboard.uncertainty.variation import FALL, RISE

WANTED = 3
APART = 0.1
COUNTS = ("nul", "één", "twee")


class Rule(Entry):
    """A rule with the indicator it looks at, how it is judged, its condition in words and its question."""

    id: str
    toets: Literal["lager_dan_vlaanderen", "hoger_dan_vlaanderen", "leden_uiteen", "toename", "afname"]
    indicator: str
    voorwaarde: str
    vraag: str


class General(Entry):
    """A question for when too few rules hold."""

    id: str
    vraag: str


class Rules(Entry):
    """Every rule in order of importance, and the general questions."""

    regels: tuple[Rule, ...]
    algemeen: tuple[General, ...]


@dataclass(frozen=True)
class Seen:
    """What the rules may look at for one indicator: the row of the region and of Vlaanderen, its members, its months."""

    eigen: pd.DataFrame
    vlaanderen: pd.DataFrame
    leden: pd.DataFrame
    maanden: pd.DataFrame


@dataclass(frozen=True)
class Asked:
    """A question with the rule it comes from and the rows its numbers come from; `waarom` only where it is a general one."""

    id: str
    vraag: str
    waarom: str
    cijfers: pd.DataFrame


@cache
def rules() -> Rules:
    """The stated rules; pydantic.ValidationError names a wrong key."""
    return Rules.model_validate(yaml.safe_load(QUESTIONS.read_text(encoding="utf-8")))


def questions(gebied: str, seen: Mapping[str, Seen], wanted: int = WANTED) -> list[Asked]:
    """The first questions whose rule certainly holds, filled up with general ones and the reason. seen: by indicator."""
    found = [asked for rule in rules().regels if rule.indicator in seen and (asked := _asked(rule, gebied, seen))]
    found = found[:wanted]
    held = len(found)
    if held == wanted:
        return found
    reason = f"Algemene vraag, want {_few(held)} zeker van toepassing op de gekozen cijfers."
    general = [Asked(one.id, one.vraag, reason, pd.DataFrame()) for one in rules().algemeen]
    return [*found, *general[: wanted - held]]


def _few(count: int) -> str:
    """How many of the stated rules hold."""
    if count == 0:
        return "geen enkele vaste regel voor vragen is"
    return f"maar {COUNTS[count]} van de vaste regels voor vragen {'is' if count == 1 else 'zijn'}"


def _asked(rule: Rule, gebied: str, seen: Mapping[str, Seen]) -> Asked | None:
    entry, here = catalogue().indicatoren[rule.indicator], seen[rule.indicator]
    if rule.toets == "leden_uiteen":
        return _apart(rule, entry, here.leden)
    if here.eigen.empty:
        return None
    if rule.toets in ("toename", "afname"):
        return _changed(rule, entry, here)
    side = LOWER if rule.toets == "lager_dan_vlaanderen" else HIGHER
    judged = standing_out.beside_flanders(entry, here.eigen, here.vlaanderen)
    if judged.oordeel != side or _provisional(here.eigen):
        return None
    own, flanders = _row(here.eigen), _row(here.vlaanderen)
    words = {"gebied": gebied, "cijfer": written(own, entry), "vlaanderen": written(flanders, entry)}
    return _filled(rule, words, [here.eigen, here.vlaanderen])


def _changed(rule: Rule, entry: Indicator, here: Seen) -> Asked | None:
    """A stock that changed in a year by more than its usual variation, both months known and no longer revised."""
    own = _row(here.eigen)
    if not MONTH.fullmatch(str(own["periode"])):
        return None
    judged = standing_out.year_change(here.maanden, str(own["gebied_id"]), str(own["periode"]))
    then = here.maanden[here.maanden["periode"] == year_before(str(own["periode"]))]
    wanted = RISE if rule.toets == "toename" else FALL
    if judged.oordeel != wanted or then.empty or _provisional(here.eigen) or _provisional(then):
        return None
    words = {"cijfer": written(own, entry), "toen": written(_row(then), entry)}
    return _filled(rule, words, [here.eigen, then])


def _apart(rule: Rule, entry: Indicator, members: pd.DataFrame) -> Asked | None:
    """Two members that certainly differ: the one with the highest lower limit, the one with the lowest upper limit."""
    usable = members[members["onder"].notna() & (members["bekend"] == members["delen"])]
    usable = usable[(usable["noemer_onder"] >= FEW_BELOW) & ~usable["voorlopig"].astype(bool)]
    if len(usable) < 2:
        return None
    high = usable.sort_values(["onder", "gebied_id"], ascending=[False, True]).head(1)
    low = usable.sort_values(["boven", "gebied_id"]).head(1)
    if round(float(high["onder"].iloc[0] - low["boven"].iloc[0]), 6) < APART:
        return None
    kind = "wilson" if entry.teller_is_deel_van_noemer else "byar"
    verdict = compared(kind, *_counts(high), *_counts(low), ALL_PLACES).iloc[0]["oordeel"]
    if verdict != HIGHER:
        return None
    top, bottom = _row(high), _row(low)
    words = {
        "hoogste": written(top, entry),
        "hoogste_naam": str(top["gebied"]),
        "laagste": written(bottom, entry),
        "laagste_naam": str(bottom["gebied"]),
    }
    return _filled(rule, words, [high, low])


def _counts(frame: pd.DataFrame) -> tuple[Bounds, Bounds]:
    """Numerator and denominator of one place."""
    teller, noemer = (bounds(frame[f"{part}_onder"], frame[f"{part}_boven"]) for part in ("teller", "noemer"))
    return teller, noemer


def _filled(rule: Rule, words: Mapping[str, str], frames: Sequence[pd.DataFrame]) -> Asked:
    return Asked(rule.id, rule.vraag.strip().format(**words), "", pd.concat(frames, ignore_index=True))


def _provisional(frame: pd.DataFrame) -> bool:
    return read(_row(frame)).provisional


def _row(frame: pd.DataFrame) -> Row:
    return records(frame)[0]
