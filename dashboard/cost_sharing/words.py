"""The sentences of the cost sharing: what a key means for whom, where the choice of a key matters, what is not certain."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dashboard.cost_sharing import KINDS, SHORT, WORDS, Count, Key
from dashboard.cost_sharing.money import euro, euro_between
from dashboard.cost_sharing.plan import OWN_KEY, Plan
from dashboard.wording import capital, counted, listed, number, percent

TRAJECTORIES = (
    "Trajecten zijn hier de lopende trajecten tijdelijke werkervaring (TWE) die VDAB telt. Een samenwerkingsverband begeleidt "
    "vaak ook andere trajecten: die kennen we niet. Vul dan uw eigen aantallen in."
)
NO_CLAIM = "Een sleutel is een afspraak tussen besturen. Geen enkele sleutel is de juiste."
UNCERTAIN = ("verborgen", "ontbreekt")


def finding(plan: Plan, place: str) -> str:
    """Who pays most under the chosen key, or why that cannot be said."""
    problem = plan.waarom.get("") or plan.waarom.get(plan.gekozen or OWN_KEY)
    if problem or plan.sleutel is None:
        return problem or ""
    amounts, key = plan.chosen, key_words(plan.sleutel)
    most = max(range(len(amounts)), key=lambda at: (amounts[at].onder, -at))
    rivals = [at for at, amount in enumerate(amounts) if at != most and amount.boven >= amounts[most].onder]
    start = f"Verdeelt {place} {euro(plan.centen)} volgens {key}, dan"
    if not rivals:
        name, amount = plan.leden[most].naam, amounts[most]
        share = f", of {_part(amount.onder, amount.boven, plan.centen)}" if amount.exact else ""
        return f"{start} betaalt {name} het meest: {euro_between(amount.onder, amount.boven)}{share}."
    if all(amounts[at].exact and amounts[at] == amounts[most] for at in rivals):
        names = listed([plan.leden[at].naam for at in sorted([most, *rivals])])
        return f"{start} betalen {names} het meest, elk {euro(amounts[most].onder)}."
    names = listed([plan.leden[at].naam for at in sorted([most, *rivals])], "of")
    return f"{start} staat niet vast wie het meest betaalt: {names}. Niet elk aantal is gekend."


def key_words(key: Key) -> str:
    """A key as it stands in a sentence: `inwoners`, `40% leefloongerechtigden en 60% lopende TWE-trajecten`."""
    if len(key.uses) == 1:
        return WORDS[key.uses[0]]
    return listed([f"{_weight(key.gewichten[kind])}% {WORDS[kind]}" for kind in key.uses])


def swing(plan: Plan) -> str:
    """For which member the choice between two keys certainly matters most, in euro; empty where it matters for none."""
    found = [
        (first[at].onder - second[at].boven, at, one.id, other.id)
        for one in plan.shown
        for other in plan.shown
        for first, second in ((plan.bedragen[one.id], plan.bedragen[other.id]),)
        for at in range(len(plan.leden))
    ]
    most, at, high, low = max(found, default=(0, 0, "", ""), key=lambda each: (each[0], -each[1]))
    if most <= 0:
        return ""
    names = {key.id: key_words(key) for key in plan.sleutels}
    words = [f"{_money(plan, key, at)} volgens {names[key]}" for key in (low, high)]
    return f"De keuze van de sleutel weegt het zwaarst voor {plan.leden[at].naam}: {words[0]} tegenover {words[1]}."


def _money(plan: Plan, key: str, at: int) -> str:
    amount = plan.bedragen[key][at]
    return euro_between(amount.onder, amount.boven)


def doubts(plan: Plan) -> list[str]:
    """What is not certain about the counts, and what a reader filled in."""
    used = {kind for key in plan.shown for kind in key.uses}
    said = []
    for state, words in (
        ("verborgen", "verbergt de bron een klein aantal"),
        ("ontbreekt", "ontbreekt een aantal"),
    ):
        for kind in (kind for kind in KINDS if kind in used):
            names = [member.naam for member in plan.leden if member.tellingen[kind].staat == state]
            if names:
                said.append(f"Bij {SHORT[kind]} {words} voor {_some(names)}.")
    if said:
        said.append(
            f"Waar zo'n aantal meetelt, tonen we voor elke gemeente het laagste en het hoogste bedrag. Die grenzen kunt u niet "
            f"optellen: samen betalen de gemeenten altijd precies {euro(plan.centen)}. Een eigen cijfer vervangt zo'n bereik."
        )
    typed = sum(member.tellingen[kind].staat == "eigen" for member in plan.leden for kind in KINDS)
    if typed:
        verb = "het vervangt" if typed == 1 else "ze vervangen"
        said.append(f"U vulde {counted(typed, 'cijfer', 'cijfers')} zelf in; {verb} het cijfer van de bron.")
    if any(member.tellingen[kind].staat == "voorlopig" for member in plan.leden for kind in used):
        said.append("Een deel van de aantallen is voorlopig: de bron kan ze nog herzien.")
    return said


def _some(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= 4 else f"{counted(len(names), 'gemeente', 'gemeenten')} ({listed(names)})"


def assumed(names: Sequence[str]) -> str:
    """Which members count although their membership after a merger is only assumed; empty when none."""
    if not names:
        return ""
    return f"{listed(names)} {'telt' if len(names) == 1 else 'tellen'} mee: dat is aangenomen na een fusie."


def fixed_words(plan: Plan) -> str:
    """What the fixed part takes; empty without one."""
    if not plan.vast:
        return ""
    together = plan.vast * len(plan.leden)
    return (
        f"Elke gemeente betaalt eerst {euro(plan.vast)}, samen {euro(together)}. De sleutel verdeelt de overige "
        f"{euro(plan.centen - together)}."
    )


def origin(key: Key) -> str:
    """Who shares so, or that nobody is known to."""
    return f"{capital(key.naam)}: zoals {key.wie}. {key.opmerking}".strip() if key.wie else ""


def count_words(count: Count) -> str:
    """A count as read in a table: `116,3`, `0,3–1`, `n.b.`, with what must be known about it."""
    mark = {"eigen": " (eigen cijfer)", "voorlopig": " (voorlopig)", "verborgen": " (verborgen)"}.get(count.staat, "")
    if count.boven is None:
        return "n.b. (ontbreekt)" if count.onder == 0 else f"minstens {_people(count.onder)} (deels n.b.)"
    return _people(count.onder) + (f"–{_people(count.boven)}" if not count.exact else "") + mark


def people_range(lower: Fraction, upper: Fraction | None) -> str:
    """People, with a decimal where they are a mean: `38,5`, `tussen 3 en 5`, `minstens 3`."""
    if upper is None:
        return f"minstens {_people(lower)}"
    return _people(lower) if _people(lower) == _people(upper) else f"tussen {_people(lower)} en {_people(upper)}"


def _people(value: Fraction) -> str:
    return number(float(value), 0 if value.denominator == 1 else 1)


def _weight(value: Fraction) -> str:
    return number(float(value), next(places for places in (0, 1, 2) if value * 10**places % 1 == 0 or places == 2))


def _part(lower: int, upper: int, total: int) -> str:
    first, last = percent(lower / total), percent(upper / total)
    return f"{first} van het bedrag" if first == last else f"{first} tot {last} van het bedrag"
