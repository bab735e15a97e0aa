"""An argparse parser that speaks Dutch: usage, help and what is wrong with a command.

argparse has no Dutch translation. Its headings are set here; its messages are recognised by their form, and one that is not
recognised is left out, so that no English reaches the reader.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

USAGE = "gebruik: "
WRONG = "Deze opdracht klopt niet"
MESSAGES = (
    (r"the following arguments are required: (.+)", "dit ontbreekt: {0}."),
    (r"one of the arguments (.+) is required", "een van deze is nodig: {0}."),
    (r"unrecognized arguments: (.+)", "dit is niet gekend: {0}."),
    (r"ambiguous option: (\S+) could match (.+)", "'{0}' is niet duidelijk. Bedoelt u {1}?"),
    (r"argument (.+?): not allowed with argument (.+)", "{0} en {1} gaan niet samen."),
    (r"argument (.+?): expected one argument", "na {0} hoort één waarde."),
    (r"argument (.+?): expected at (?:least|most) one argument", "na {0} hoort een waarde."),
    (r"argument (.+?): expected (\d+) arguments?", "na {0} horen {1} waarden."),
    (r"argument (.+?): ignored explicit argument (.+)", "na {0} hoort geen waarde ({1})."),
    (r"argument (.+?): invalid int value: (.+)", "{0}: {1} is geen geheel getal."),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "{0}: {1} bestaat niet. Kies uit: {2}."),
    (r"argument (.+?): invalid choice: (.+?), maybe you meant .+", "{0}: {1} bestaat niet. Kies uit wat de hulp noemt."),
    (r"argument ([^:]+): (?!(?:invalid|expected|not|ignored) )(.+)", "{0}: {1}"),
)  # fmt: skip


class Formatter(argparse.HelpFormatter):
    """Help with a Dutch word for usage."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Write the usage line."""
        super().add_usage(usage, actions, groups, USAGE if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser with Dutch headings that says in Dutch that a command is wrong, and then leaves with 2."""

    def __init__(self, **options: Any) -> None:
        own: dict[str, Any] = {"formatter_class": Formatter, "add_help": False}
        super().__init__(**(own | options))
        self._positionals.title = "argumenten"
        self._optionals.title = "opties"
        self.add_argument("-h", "--help", "--hulp", action="help", help="toont deze hulp en stopt")

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and leave with 2."""
        why = dutch(message)
        print(f"{WRONG}{f': {why}' if why else '.'}\nHulp: {self.prog} --help", file=sys.stderr)
        sys.exit(2)


def dutch(message: str) -> str:
    """An argparse message in Dutch; empty when its form is not known."""
    for form, said in MESSAGES:
        found = re.fullmatch(form, message, re.DOTALL)
        if found:
            return said.format(*found.groups())
    return ""
