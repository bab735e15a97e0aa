"""What a reader types or an address holds: amounts, weights, counts of one's own. Read strictly, refused in Dutch."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from dashboard.cost_sharing import KINDS, SHORT, WHOLE, CannotShare, Weights
from dashboard.wording import listed, number

CENTS = 100
MOST_EURO = 100_000_000
MOST_PEOPLE = 10_000_000
MOST_WORKERS = 1_000
NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,12}(?:,\d{1,2})?")
SPACES = re.compile(r"[\s\u00a0\u202f]")
Own = Mapping[tuple[str, str], Fraction]
SHOWN = 40


def amount(text: str, what: str, zero: bool = False) -> int:
    """A sum of money in cents; CannotShare for what is none, negative, zero (unless allowed) or absurdly high."""
    cents = quantity(text.replace("€", ""), what, MOST_EURO, zero, "43.250,00") * CENTS
    return int(cents)


def quantity(text: str, what: str, most: int, zero: bool, example: str) -> Fraction:
    """A number of at most two decimals as it is written in Dutch: `1.234,5`; CannotShare says what is wrong with it."""
    plain = SPACES.sub("", text)
    if plain.startswith(("-", "−")):
        raise CannotShare(f"{what} kan niet negatief zijn: '{text.strip()[:SHOWN]}'.")
    if not NUMBER.fullmatch(plain):
        raise CannotShare(
            f"{what}: '{text.strip()[:SHOWN]}' lezen we niet als een getal. Schrijf bijvoorbeeld {example}."
        )
    value = Fraction(plain.replace(".", "").replace(",", "."))
    if value > most:
        raise CannotShare(f"{what} kan niet hoger zijn dan {number(most)}.")
    if value == 0 and not zero:
        raise CannotShare(f"{what} moet groter dan nul zijn.")
    return value


def weights(text: str) -> Weights:
    """The weights of `leefloon:40,trajecten:60`, in percent; what is not named weighs 0. CannotShare unless they make 100."""
    found = dict.fromkeys(KINDS, Fraction(0))
    for part in filter(None, re.split(r",(?=[a-z])", text.strip())):
        kind, _, share = part.partition(":")
        if kind not in found:
            names = listed([SHORT[name] for name in KINDS], "of")
            raise CannotShare(f"Sleutel '{kind[:SHOWN]}' bestaat niet. Kies uit {names}.")
        found[kind] = quantity(share, f"Het gewicht van {SHORT[kind]}", WHOLE, True, "40 of 37,5")
    total = sum(found.values())
    if total != WHOLE:
        raise CannotShare(f"De gewichten tellen samen {decimal(total)}% en moeten precies 100% zijn.")
    return found


def weights_text(found: Mapping[str, str | Fraction]) -> str:
    """Weights as an address holds them; also ones that do not add up, so that a reader can mend them."""
    written = {kind: value if isinstance(value, str) else decimal(value) for kind, value in found.items()}
    return ",".join(
        f"{kind}:{SPACES.sub('', written[kind])}" for kind in KINDS if written.get(kind) not in (None, "", "0")
    )


def raw_weights(text: str) -> dict[str, str]:
    """What an address says per count, unchecked, to show it where it can be mended."""
    parts = (part.partition(":") for part in re.split(r",(?=[a-z])", text.strip()))
    return {kind: share for kind, _, share in parts if kind in KINDS}


def own(text: str, members: Collection[str]) -> tuple[dict[tuple[str, str], Fraction], list[str]]:
    """Counts a reader knows, of `leefloon:44021:123,trajecten:44021:7,5`, by kind and municipality; and what is wrong."""
    found: dict[tuple[str, str], Fraction] = {}
    problems = []
    for part in filter(None, re.split(r",(?=[a-z])", text.strip())):
        kind, _, rest = part.partition(":")
        nis, _, value = rest.partition(":")
        if kind not in KINDS or nis not in members:
            problems.append(
                f"Uw eigen cijfer '{part[:SHOWN]}' hoort bij geen gemeente van deze groep. We gebruiken het niet."
            )
            continue
        try:
            found[kind, nis] = quantity(value, "Een eigen cijfer", MOST_PEOPLE, True, "120")
        except CannotShare as error:
            problems.append(f"{error} We gebruiken het niet.")
    return found, problems


def own_text(found: Own) -> str:
    """Counts of one's own as an address holds them, in a fixed order."""
    order = sorted(found, key=lambda key: (KINDS.index(key[0]), key[1]))
    return ",".join(f"{kind}:{nis}:{decimal(found[kind, nis])}" for kind, nis in order)


def decimal(value: Fraction | int) -> str:
    """A number of at most two decimals as short as it can be: `40`, `37,5`; rounded where it has more."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", ",")


def kinds_words(kinds: Iterable[str]) -> str:
    """Counts as a list in a sentence."""
    return listed([SHORT[kind] for kind in kinds])
