"""What is wrong with a file, said so that its sender can mend it."""

from __future__ import annotations

from dataclasses import dataclass

SHOWN = 50


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
        shown = [
            f"{self.bestand}:{fault.blad or '-'}:{fault.rij or '-'}:{fault.kolom or '-'}: {fault.boodschap}"
            for fault in self.faults[:SHOWN]
        ]
        if len(self.faults) > SHOWN:
            shown.append(f"{self.bestand}: {len(self.faults)} fouten in totaal; de eerste {SHOWN} staan hierboven.")
        return shown

    def __str__(self) -> str:
        return "\n".join(self.lines())


class Unfit(Exception):
    """A file of boundaries that is not used; each message is a Dutch sentence. Nothing has changed when this is raised."""

    def __init__(self, bestand: str, *messages: str) -> None:
        super().__init__(bestand, *messages)
        self.bestand = bestand
        self.messages = messages

    def __str__(self) -> str:
        return "\n".join(f"{self.bestand}: {message}" for message in self.messages)
