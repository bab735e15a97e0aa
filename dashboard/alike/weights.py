"""How heavily each characteristic weighs, as an address writes it: `inwoners:2,inkomen:0`. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.wording import listed

HEAVIEST = 3
EVEN = "gelijk"
Weights = dict[str, int]


def even(names: Sequence[str]) -> Weights:
    """Every characteristic as heavy as the others."""
    return dict.fromkeys(names, 1)


def parse(text: str, names: Sequence[str]) -> tuple[Weights, list[str]]:
    """The weight of every characteristic, 1 where the text names none, and in Dutch what in the text makes no sense.

    `gelijk` or nothing: every characteristic 1. 0 leaves one out; when that would leave out all, they count equally.
    """
    weights, problems = even(names), []
    for part in [part.strip() for part in text.split(",") if part.strip()] if text != EVEN else []:
        name, _, value = part.partition(":")
        if name not in weights:
            problems.append(f"Gewicht '{part}' bestaat niet. Kies uit: {listed(list(names), 'of')}.")
        elif value not in [str(step) for step in range(HEAVIEST + 1)]:
            problems.append(f"Gewicht '{part}': kies een heel getal van 0 tot {HEAVIEST}. Het telt nu gewoon mee.")
        else:
            weights[name] = int(value)
    if not any(weights.values()):
        return even(names), [*problems, "Er moet minstens één kenmerk meetellen. Nu telt elk kenmerk even zwaar."]
    return weights, problems


def text(weights: Mapping[str, int]) -> str:
    """The weights as an address writes them: only those that are not 1, `gelijk` when all are."""
    return ",".join(f"{name}:{value}" for name, value in weights.items() if value != 1) or EVEN


def counting(weights: Mapping[str, int]) -> dict[str, float]:
    """The characteristics that count, with their weight."""
    return {name: float(value) for name, value in weights.items() if value > 0}
