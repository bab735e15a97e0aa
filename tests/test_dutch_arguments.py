"""The command line speaks Dutch: help, usage and what is wrong with a command."""

import argparse
import re

import pytest

from dashboard.__main__ import main, parser
from dashboard.dutch_arguments import dutch

COUNTED = ["export", "--indicator", "inwoners"]


def subparsers(top):
    return next(action for action in top._actions if isinstance(action, argparse._SubParsersAction)).choices


@pytest.mark.parametrize("command", ["", *subparsers(parser())])
def test_help_is_dutch(capsys, command):
    with pytest.raises(SystemExit) as leaving:
        main([command, "--help"] if command else ["--help"])
    said = capsys.readouterr().out
    assert leaving.value.code == 0
    assert said.startswith("gebruik: python -m dashboard")
    assert not re.search(r"\b(usage|options|positional|arguments|show|help message|exit)\b", said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "dit ontbreekt: opdracht."),
        (["tover"], "opdracht: 'tover' bestaat niet. Kies uit: "),
        (["export"], "dit ontbreekt: --indicator."),
        (["export", "--indicator"], "na --indicator hoort één waarde."),
        (["check"], "dit ontbreekt: bestand."),
        (["check", "f.csv", "--kleur", "rood"], "dit is niet gekend: --kleur rood."),
        (["serve", "--port", "x"], "--port: 'x' is geen geheel getal."),
        ([*COUNTED, "--ge", "Gent"], "'--ge' is niet duidelijk. Bedoelt u --gebied, --gemeenten?"),
        ([*COUNTED, "--gebied", "Gent", "--gemeenten", "44021"], "--gemeenten en --gebied gaan niet samen."),
        (["snapshots", "--hulp=ja"], "na -h/--help/--hulp hoort geen waarde ('ja')."),
        ([*COUNTED, "--soort", "streek"], "--soort: 'streek' bestaat niet. Kies uit: gemeente, "),
    ],
)
def test_what_is_wrong_with_a_command_is_said_in_dutch_alone(capsys, arguments, said):
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    lines = capsys.readouterr().err.splitlines()
    assert leaving.value.code == 2
    assert lines[0].startswith(f"Deze opdracht klopt niet: {said}")
    assert lines[1].startswith("Hulp: python -m dashboard")
    assert not re.search(r"\b(argument|arguments|required|invalid|expected|unrecognized|choose|ambiguous)\b", lines[0])


def test_an_unknown_message_of_argparse_is_left_out():
    assert dutch("something new went wrong") == ""
    assert dutch("argument --x: expected 3 arguments") == "na --x horen 3 waarden."
    assert dutch("argument --x: invalid float value: '1'") == ""
