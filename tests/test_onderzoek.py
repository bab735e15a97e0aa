"""The figures of the study of 2023: consistent where they can be, and every known flaw said where they are not."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STUDY = next(iter(sorted((ROOT.parent / "shared" / "seeds").glob("004_*.txt"))), None)
GROUPS = [*(CLASSES := ["centrumstad", "groot", "middelgroot", "klein"]), "totaal"]
TABLES = ["tabellen", "cases", "percentages", "gebreken"]
NOT_WHOLE = {"vaste-criteria-professioneel", "screening-meestal", "bvs-vaak", "tevreden-regulier"}
NOT_WHOLE |= {"ontevreden-project-74"}


def rows(name):
    path = ROOT / "data" / "reference" / f"{'onderzoek_' * (name in TABLES)}{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(number):
    """For every answer of a table by size class: group -> (percentage, n)."""
    found = defaultdict(dict)
    for r in rows("tabellen"):
        if r["tabel"] == str(number) and r["eenheid"] == "%":
            found[r["antwoord"]][r["groep"]] = (float(r["waarde"]), int(r["n"]))
    return found


def whole(percentage, n):
    """Is this the percentage, to one decimal, of a whole number out of n?"""
    return abs(round(percentage * n / 100) * 100 / n - percentage) < 0.0501


def mean(answer, sizes):
    return sum(answer[g][0] * n for g, n in zip(CLASSES, sizes, strict=True)) / sum(sizes)


def test_no_cell_is_missing_or_double():
    cells = rows("tabellen")
    sizes = {"2": 10, "3": 15, "5": 20, "6": 60, "7": 60, "10": 15, "11": 25, "12": 15}
    assert Counter(r["tabel"] for r in cells) == sizes
    for name, key in zip(TABLES, ("tabel vraag groep antwoord", "case kenmerk", "id", "id"), strict=True):
        assert set(Counter(tuple(r[k] for k in key.split()) for r in rows(name)).values()) == {1}
    assert all(r["waarde"] == r["gedrukt"].rstrip("%").replace(",", ".") for r in cells)  # another notation only


def test_every_row_has_n_or_a_reason_and_a_known_source():
    known = {r["bron"] for r in rows("bronnen")}
    assert {r["bron"] for name in TABLES[:3] for r in rows(name)} <= known
    assert all(int(r["n"]) > 0 and r["bladzijde"] for r in rows("tabellen"))
    assert all(r["n"] or r["opmerking"].startswith("Geen n: ") for r in rows("percentages"))
    assert all(r["waarde"] or re.match('Gedrukt: "/"|Geen aantal: ', r["opmerking"]) for r in rows("cases"))
    assert {r["zekerheid"] for r in rows("cases")} == {"hoog", "middel", "laag", "schatting"}


def test_class_sizes_add_up_and_fit_the_population_of_2022():
    reached, flanders = table(3)["aandeel bereikt"], table(3)["aandeel in Vlaanderen"]
    for number, share, numbers in (("2", table(2)["aandeel"], [99, 121, 90, 17]), ("3", reached, [10, 65, 89, 25])):
        cells = [r for r in rows("tabellen") if r["tabel"] == number and r["eenheid"] != "%"]
        assert {r["groep"]: int(r["waarde"]) for r in cells} == dict(zip(GROUPS, [*numbers, sum(numbers)], strict=True))
        assert all(share[r["groep"]][0] == round(100 * int(r["waarde"]) / sum(numbers), 1) for r in cells)
    centre = {r["nis"] for r in rows("lidmaatschap") if (r["soort"], r["indeling"]) == ("centrumstad", "2019")}
    people = {}
    for r in sorted((r for r in rows("inwoners") if r["indeling"] == "2019"), key=lambda r: r["jaar"]):
        if r["jaar"] <= "2022":  # the latest known year up to 2022
            people[r["nis"]] = int(r["inwoners"])
    size = Counter(0 if nis in centre else 3 - (n >= 10_000) - (n >= 20_000) for nis, n in people.items())
    assert [size[i] for i in range(4)] == [13, 90, 131, 66]
    assert all(flanders[g][0] == pytest.approx(size[i] / 3, abs=0.0501) for i, g in enumerate(CLASSES))


def test_percentages_fit_n_and_totals_are_weighted_means():
    assert all(whole(*value) for answer in table(11).values() for value in answer.values())
    reached = [table(10)[a] for a in table(10) if a != "andere"]
    assert all(whole(*value) for answer in reached for value in answer.values())
    assert not any(whole(a["groot"][0], 50) or whole(a["klein"][0], 41) for a in reached)  # the printed n
    fitting = {"totaal": 190, "middelgroot": 90}  # not the printed 189 and 89
    assert all(whole(p, fitting.get(g, n)) for a in table(5).values() for g, (p, n) in a.items())
    for number, sizes in {5: [10, 65, 90, 25], 10: [10, 65, 89, 25], 11: [8, 59, 66, 19]}.items():
        assert all(mean(a, sizes) == pytest.approx(a["totaal"][0], abs=0.16) for a in table(number).values())
    for number in (5, 11):
        parts = [answer for name, answer in table(number).items() if name != "totaal"]
        assert all(sum(a[g][0] for a in parts) == pytest.approx(100, abs=0.15) for g in GROUPS)
    exact = [r for r in rows("percentages") if r["n"] and "." in r["waarde"]]
    assert {r["id"] for r in exact if not whole(float(r["waarde"]), int(r["n"]))} == NOT_WHOLE
    answers = table(12).values()  # shown as printed; its flaw is real
    assert max(abs(mean(a, [10, 65, 89, 25]) - a["totaal"][0]) for a in answers) > 3
    assert all(mean(a, [10, 65, 25, 89]) == pytest.approx(a["totaal"][0], abs=0.05) for a in answers)  # swapped


def test_scores_stay_within_their_own_bounds():
    scores = defaultdict(dict)
    for r in rows("tabellen"):
        if r["tabel"] in ("6", "7"):
            scores[r["tabel"], r["groep"], r["vraag"]][r["antwoord"]] = float(r["waarde"])
    assert len(scores) == 20
    for (number, *_), s in scores.items():
        assert 1 <= s["minimum"] < s["gemiddelde"] < s["maximum"] == {"6": 5, "7": 7}[number]
        assert s["maximum"] - s["minimum"] == s["maximum min minimum"]


def test_every_flagged_table_figure_and_case_has_its_flaw():
    flaws = Counter(r["geldt_voor"] for r in rows("gebreken"))
    wanted = {f"tabel:{t}": n for t, n in {3: 1, 5: 2, 7: 2, 10: 2, 11: 1, 12: 2}.items()}
    wanted |= dict.fromkeys([f"case:{r['case']}" for r in rows("cases")], 1)
    wanted |= dict.fromkeys([f"percentage:{i}" for i in NOT_WHOLE], 1)
    assert {k: n for k, n in flaws.items() if ":" in k} == wanted
    corrected = {(r["tabel"], r["groep"], r["n"]) for r in rows("tabellen") if r["correctie"]}
    assert corrected == {("10", "groot", "65"), ("10", "klein", "25")}
    assert all(r["opmerking"].startswith("Niet intern consistent") for r in rows("tabellen") if r["tabel"] == "12")


def test_figures_that_stand_elsewhere_are_the_same():
    published = {r["id"]: r["waarde"] for r in rows("gepubliceerde_cijfers") if r["id"].startswith("studie-")}
    again = {f"studie-{r['id']}": r["waarde"] for r in rows("percentages")}
    short = {"De Opstap (DVV Westhoek)": "de-opstap", "Welzijnsband Meetjesland": "meetjesland"}
    kinds = {
        "leefloongerechtigden": "leefloon",
        "equivalent leefloongerechtigden": "equivalent",
        "inwoners": "inwoners",
    }
    for r in rows("cases"):
        key = f"studie-{short.get(r['case'], r['case'].lower())}-{kinds.get(r['kenmerk'])}-{r['periode'].lower()}"
        again[key] = r["waarde"]
    alone = {
        f"studie-{name}"
        for name in ("de-opstap-inwoners-gedrukt", "twe-gestart-2017-2022-05", "twe-uitstroom-centrumsteden")
    }
    assert published.keys() - again.keys() == alone
    assert {key: published[key] for key in published.keys() - alone} == {
        k: v for k, v in again.items() if k in published
    }
    people = {(r["nis"], r["jaar"]): int(r["inwoners"]) for r in rows("inwoners") if r["indeling"] == "2019"}
    codes = {r["naam"]: r["nis"] for r in rows("gemeenten") if r["indeling"] == "2019"}
    for r in rows("cases"):
        if r["kenmerk"] == "inwoners" and r["case"] not in ("Borgloon", "Welzijnsband Meetjesland"):
            names = [n for n in codes if n in re.split("[ ,.]+", r["definitie"])] or [r["case"]]
            assert int(r["waarde"]) == sum(people[codes[n], r["periode"][:4]] for n in names)
    ratios = {r["case"]: (float(r["waarde"]), r["zekerheid"]) for r in rows("cases") if "per VTE" in r["kenmerk"]}
    assert ratios.pop("Essen") == (32 / 0.8, "middel")
    estimates = {"Borgloon": round(20 / 0.9, 1), "Welzijnsband Meetjesland": round(150 / 3.6, 1)}
    assert ratios == {case: (value, "schatting") for case, value in estimates.items()}


@pytest.mark.skipif(STUDY is None, reason="the text of the study in ../shared/seeds is not here")
def test_everything_printed_stands_in_that_table_of_the_study():
    text = STUDY.read_text(encoding="utf-8")
    for number in dict.fromkeys(r["tabel"] for r in rows("tabellen")):
        block = re.search(rf"^Tabel {number}:(.*?)^Bron:", text, re.M | re.S)[1]
        printed = Counter(r["gedrukt"] for r in rows("tabellen") if r["tabel"] == number)
        assert printed <= Counter(re.split(r"[\t\n]", block)), number
    stated = {r["waarde"].replace(".", ",").replace("-", " à ") for r in rows("percentages")}
    assert {w for w in stated if not re.search(rf"(?<![\d,]){w}( procent|%)", text)} == set()
    changed = {("De Opstap (DVV Westhoek)", "inwoners"), ("Tienen", "aantal gemeenten"), ("Borgloon", "brugfiguren")}
    for r in rows("cases"):
        block = re.search(rf"^Tabel {r['tabel']}:(.*?)^(Tabel|B\.4)", text, re.M | re.S)[1]
        given = r["waarde"] and r["bron"] == "viona_2023" and (r["case"], r["kenmerk"]) not in changed
        forms = {r["waarde"], r["waarde"].replace(".", ","), re.sub(r"(\d)(\d{3})$", r"\1.\2", r["waarde"])}
        assert not given or any(re.search(rf"(?<![\d.,]){re.escape(f)}(?!\d)", block) for f in forms), r["kenmerk"]
