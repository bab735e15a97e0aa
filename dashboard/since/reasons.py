"""Why a part of what changed is empty. One sentence each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.since.where import FIXED

ONE_SNAPSHOT = (
    "In één snapshot staat elke periode maar één keer: kies een oudere snapshot om te zien wat de bronnen herzagen."
)
SAME_WAY = "Alle cijfers komen uit dezelfde snapshot en zijn op dezelfde manier berekend."
REASONS = {
    "nieuw": "Voor deze cijfers is er geen nieuwe periode.",
    "herzien": "De bronnen herzagen geen enkel aantal achter deze cijfers.",
    "fusie": "Geen enkele gemeente van dit gebied fuseerde tussen beide momenten.",
    "samenstelling": "De ledenlijst van dit gebied is dezelfde gebleven.",
    "definitie": "De berekening van deze cijfers is dezelfde gebleven.",
    "oordelen": "Er is geen later cijfer om naast het vorige te zetten.",
}


def reasons(parts: Mapping[str, Sequence[object]], soort: str, with_snapshot: bool) -> dict[str, str]:
    """For each empty part of `parts` why it is."""
    words = dict(REASONS)
    if soort in FIXED:
        words["samenstelling"] = "De samenstelling ligt hier vast: er zijn geen leden die kunnen wisselen."
    if not with_snapshot:
        words |= {"herzien": ONE_SNAPSHOT, "definitie": SAME_WAY}
    return {name: words[name] for name, rows in parts.items() if not rows}
