"""What is wrong with a file, said so that its sender can mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass

SHOWN = 50
LONGEST = 600
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


@dataclass(frozen=True, order=True)
class Fault:
    """One fault at one place; `rij` counts from 1 as a spreadsheet does, 0 where it concerns the whole sheet."""

    blad: str
    rij: int
    kolom: str
    boodschap: str


class Refused(Exception):
    """A file that is not loaded, with every fault found in it. Nothing has changed when this is raised."""

    def __init__(self, bestand: str, faults: list[Fault]) -> None:
        super().__init__(bestand)
        self.bestand = bestand
        self.faults = sorted(set(faults))

    def lines(self) -> list[str]:
        """`bestand:blad:rij:kolom: boodschap`, the first fifty, then how many there are in all."""
        name = one_line(self.bestand)
        shown = [
            f"{name}:{one_line(fault.blad) or '-'}:{fault.rij or '-'}:{one_line(fault.kolom) or '-'}: {one_line(fault.boodschap)}"
            for fault in self.faults[:SHOWN]
        ]
        if len(self.faults) > SHOWN:
            shown.append(f"{name}: {len(self.faults)} fouten in totaal; de eerste {SHOWN} staan hierboven.")
        return shown

    def __reduce__(self) -> tuple[type[Refused], tuple[str, list[Fault]]]:
        return Refused, (self.bestand, self.faults)

    def __str__(self) -> str:
        return "\n".join(self.lines())


class Unfit(Exception):
    """A file of boundaries that is not used; each message is a Dutch sentence. Nothing has changed when this is raised."""

    def __init__(self, bestand: str, *messages: str) -> None:
        super().__init__(bestand, *messages)
        self.bestand = bestand
        self.messages = messages

    def __str__(self) -> str:
        return "\n".join(f"{one_line(self.bestand)}: {one_line(message)}" for message in self.messages)

    def __reduce__(self) -> tuple[type[Unfit], tuple[str, ...]]:
        return Unfit, (self.bestand, *self.messages)


def one_line(text: str) -> str:
    """A text of a file as one line that a terminal only shows: no line breaks, no control characters, never endless."""
    plain = CONTROL.sub(" ", text)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST // 2]} … {plain[-LONGEST // 2 :]}"
