"""Three questions for discussion as a part of the pack, each with the rule it comes from."""

from __future__ import annotations

import pandas as pd

from dashboard.report.choices import MONTH
from dashboard.report.facts import Facts
from dashboard.report.pack import Part, Points
from dashboard.report.questions import COUNTS, Asked, Seen, questions, rules
from dashboard.report.values import is_sample, source
from dashboard.wording import capital

NAME = "Drie vragen voor het overleg"


def parts(facts: Facts) -> list[Part]:
    """One slide with three questions; the notes say why each is asked."""
    asked = questions(facts.naam, {name: seen(facts, name) for name in _looked_at(facts)})
    frames = [one.cijfers for one in asked if len(one.cijfers)]
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    held = len(frames)
    reason = next((one.waarom for one in asked if one.waarom), "")
    return [
        Part(
            id="vragen",
            naam=NAME,
            titel=_title(held),
            getoond=Points(tuple(one.vraag for one in asked), genummerd=True),
            alt=" ".join(one.vraag for one in asked),
            bron=source(facts.keten, frame, facts.snapshot),
            notities=(*(_why(one) for one in asked if not one.waarom), *([reason] if reason else [])),
            cijfers=frame,
            voorbeeld=is_sample(frame),
        )
    ]


def seen(facts: Facts, name: str) -> Seen:
    """What the rules look at for one indicator."""
    entry = next(one for one in facts.keten if one.id == name)
    monthly = entry.soort == "aantal" and MONTH.fullmatch(facts.period(entry))
    months = facts.course(entry) if monthly else pd.DataFrame()
    flanders = facts.flanders(entry) if entry.is_ratio else pd.DataFrame()
    return Seen(facts.own(entry), flanders, facts.places(entry), months)


def _looked_at(facts: Facts) -> list[str]:
    chosen = {entry.id for entry in facts.keten}
    return list(dict.fromkeys(rule.indicator for rule in rules().regels if rule.indicator in chosen))


def _title(held: int) -> str:
    if held == 0:
        return "Geen enkel gekozen cijfer valt zeker op: drie algemene vragen voor het overleg."
    if held < 3:
        general = 3 - held
        noun, verb = ("vraag", "komt") if held == 1 else ("vragen", "komen")
        more = "is een algemene vraag" if general == 1 else "zijn algemene vragen"
        return f"{capital(COUNTS[held])} {noun} {verb} uit de cijfers, {COUNTS[general]} {more}."
    return "De cijfers geven drie vragen voor het overleg."


def _why(one: Asked) -> str:
    rule = next(rule for rule in rules().regels if rule.id == one.id)
    return f"Vaste regel '{rule.id}': {rule.voorwaarde.strip()}"
