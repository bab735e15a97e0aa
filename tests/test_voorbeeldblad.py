"""The example sheets a user fills in, and their part of the document: made from the YAML, and accepted by the monitor itself."""

import csv
import io

import pytest

from dashboard.__main__ import main
from dashboard.catalogue import catalogue
from dashboard.ingest import voorbeeldblad
from tests.deliveries import counts, read

TEMPLATES = voorbeeldblad.templates()
EACH = pytest.mark.parametrize("source", TEMPLATES.values(), ids=TEMPLATES)


def path_of(source):
    return voorbeeldblad.FOLDER / f"{source.id}.csv"


def test_every_source_of_the_template_has_one_sheet_and_no_other_has():
    expected = {source.id for source in catalogue().bronnen.values() if source.sjabloon}
    assert {path.name for path in voorbeeldblad.FOLDER.iterdir()} == {f"{name}.csv" for name in expected}
    assert {"vdab", "twe", "twe_stand", "samenwerkingsovereenkomst", "gpmi", "wijk_werken"} <= expected


@EACH
def test_the_kept_sheet_is_what_the_function_makes(source):
    assert path_of(source).read_bytes() == voorbeeldblad.content(source)


@EACH
def test_the_monitor_accepts_the_sheet_and_says_that_it_is_a_sample(source, capsys):
    assert main(["check", str(path_of(source))]) == 0
    said = capsys.readouterr().out
    assert "De regel 'Herkomst' zegt dat dit voorbeeldcijfers zijn" in said
    assert f"{source.id}.csv: geen fouten, dit bestand kan geladen worden." in said


@EACH
def test_the_sheet_fills_every_series_shows_a_sign_and_says_it_is_invented(source):
    delivery = read(path_of(source))
    assert delivery.bron == source.id
    assert delivery.is_voorbeeld
    assert set(delivery.levering["reeks"]) == set(source.reeksen)
    masked = {
        name for name in source.reeksen if any(isinstance(found, tuple) for found in counts(delivery, name).values())
    }
    assert bool(masked) == bool(source.maskers)
    assert "Verzonnen cijfers" in path_of(source).read_text(encoding="utf-8-sig")


@EACH
def test_an_edit_of_the_yaml_would_be_seen(source):
    """A sheet made from a source with one more column or sign differs."""
    name = next(name for name, series in source.reeksen.items() if series.kolommen)
    spelled = source.reeksen[name].model_copy(update={"kolommen": ("iets anders",)})
    changed = source.model_copy(update={"reeksen": source.reeksen | {name: spelled}})
    assert voorbeeldblad.content(changed) != voorbeeldblad.content(source)
    assert voorbeeldblad.section(changed) != voorbeeldblad.section(source)


@EACH
def test_the_document_has_its_section_with_the_sheet_itself(source):
    document = voorbeeldblad.DOCUMENT.read_text(encoding="utf-8")
    assert document.count(voorbeeldblad.section(source)) == 1
    example = document.partition(f"### `{source.id}`")[2].split("```")[1]
    rows = list(csv.reader(io.StringIO(path_of(source).read_text(encoding="utf-8-sig")), delimiter=";"))
    assert list(csv.reader(io.StringIO(example.strip()), delimiter=";")) == rows


def test_the_document_is_what_the_function_makes():
    assert voorbeeldblad.DOCUMENT.read_text(encoding="utf-8") == voorbeeldblad.document()


def test_writing_again_changes_nothing(tmp_path, monkeypatch):
    copy = tmp_path / "document.md"
    copy.write_text(voorbeeldblad.DOCUMENT.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(voorbeeldblad, "DOCUMENT", copy)
    voorbeeldblad.write(tmp_path / "bladen")
    assert copy.read_bytes() == (voorbeeldblad.ROOT / "docs" / "bronbestanden.md").read_bytes()
    assert len(list((tmp_path / "bladen").iterdir())) == len(TEMPLATES)
