"""HTML of tables, breakdowns and folds: escaped, captioned, and hiding what must be hidden."""

import pandas as pd

from dashboard import breakdown, markup, tables
from dashboard.catalogue import catalogue

LEEFTIJD = catalogue().bronnen["pod_mi"].dimensies["leeftijd"]


def categories(*limits: tuple[float, float]) -> pd.DataFrame:
    names = list(LEEFTIJD.categorieen)[: len(limits)]
    return pd.DataFrame(
        [(name, *pair) for name, pair in zip(names, limits, strict=True)], columns=["categorie", "onder", "boven"]
    )


def test_a_table_escapes_and_has_headings():
    html = markup.table("<b>", [markup.Column("Gemeente"), markup.Column("Aantal", getal=True)], [["<i>x</i>", 3]])
    assert "<i>" not in html
    assert "<caption>&lt;b&gt;" in html
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 1
    assert 'tabindex="0"' in html


def test_a_link_escapes_its_address():
    assert markup.link("a", {"gebied": '"><script>'}) == (
        '<a class="am-link" href="?gebied=%22%3E%3Cscript%3E" target="_self">a</a>'
    )


def test_a_term_with_several_texts_is_a_list():
    assert markup.definitions([("Let op", ("a", "<"))]).count("<li>") == 2
    assert "&lt;" in markup.definitions([("Let op", ("a", "<"))])


def test_exact_parts_have_shares():
    found = breakdown.parts(categories((30, 30), (10, 10)), LEEFTIJD)
    assert [part.aandeel for part in found] == [0.75, 0.25]
    assert "am-bereik" not in tables.breakdown("Leeftijd", found, "2025-01", False)


def test_masked_parts_are_ranges_without_shares():
    found = breakdown.parts(categories((30, 40), (10, 10)), LEEFTIJD)
    assert [part.aandeel for part in found] == [None, None]
    html = tables.breakdown("Leeftijd", found, "2025-01", False)
    assert "30–40" in html
    assert "am-bereik" in html
    assert "deels verborgen" in html


def test_no_share_of_fewer_than_ten():
    assert breakdown.parts(categories((5, 5), (4, 4)), LEEFTIJD)[0].aandeel is None


def test_what_is_wholly_hidden():
    assert breakdown.hidden(breakdown.parts(categories((0, 12), (0, 12)), LEEFTIJD))
    assert not breakdown.hidden(breakdown.parts(categories((0, 12), (5, 17)), LEEFTIJD))
    assert not breakdown.hidden(breakdown.parts(categories((0, 0), (0, 0)), LEEFTIJD))
    assert not breakdown.hidden([])


def test_the_month_table_marks_provisional_and_missing():
    rows = [
        ("2025-01", 10.0, 10.0, "definitief"),
        ("2025-02", 10.0, 12.0, "gemaskeerd"),
        ("2025-03", None, None, "ontbreekt"),
    ]
    frame = pd.DataFrame([*rows, ("2025-04", 5.0, 5.0, "voorlopig")], columns=["periode", "onder", "boven", "status"])
    html = markup.month_table(frame, catalogue().indicatoren["leefloon"], "Leefloon, Gent")
    assert '<td class="am-n">10–12</td>' in html
    assert '<td class="am-n">n.b.</td>' in html
    assert "5°" in html
