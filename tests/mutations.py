"""Wrong formulas for `test_mutations`: file of `sql/`, right text, wrong text, and the random world that shows it soonest.

Not listed because no figure can differ: `boven` of a part whose `onder` is unknown (it is read nowhere), `<` for `<>` between
divisions (descent only goes forward), another order of rows (figures have none).
"""

from __future__ import annotations

MUTATIONS = {
    "ratio upside down": (
        "cijfers",
        "factor * teller_onder / noemer_boven",
        "factor * noemer_onder / teller_boven",
        0,
    ),
    "lower bound over lower denominator": (
        "cijfers",
        "factor * teller_onder / noemer_boven",
        "factor * teller_onder / noemer_onder",
        2,
    ),
    "share not capped": (
        "cijfers",
        "least(factor, factor * teller_boven / noemer_onder)",
        "factor * teller_boven / noemer_onder",
        0,
    ),
    "unknown member counts as known": (
        "cijfers",
        "gebied.lidstatus <> 'grens' AND gekozen.rijp",
        "gekozen.rijp",
        0,
    ),
    "threshold looks at the upper bound": (
        "cijfers",
        "noemer_onder < 10",
        "noemer_boven < 10",
        2,
    ),
    "threshold of 11": (
        "cijfers",
        "noemer_onder < 10",
        "noemer_onder <= 10",
        2,
    ),
    "masked denominators not counted": (
        "cijfers",
        "AND (teller_onder < teller_boven OR noemer_onder < noemer_boven)) AS gemaskeerd",
        "AND (teller_onder < teller_boven)) AS gemaskeerd",
        2,
    ),
    "part without denominator stays": (
        "cijfers",
        "AND (noemer_onder IS NOT NULL OR NOT is_ratio) AS bekend",
        "AS bekend",
        2,
    ),
    "total over an incomplete denominator": (
        "cijfers",
        "CASE WHEN count(noemer_onder) = count(*) THEN sum(noemer_onder)",
        "CASE WHEN TRUE THEN sum(noemer_onder)",
        4,
    ),
    "provisional before masked": (
        "cijfers",
        "WHEN voorlopig THEN 'voorlopig'",
        "WHEN voorlopig THEN 'definitief'",
        0,
    ),
    "absent is always zero": (
        "220_cel",
        "waarneming.nis IS NULL AND reeks.afwezig = 'nul'",
        "waarneming.nis IS NULL",
        1,
    ),
    "finest division": (
        "210_leveringkeuze",
        "'huidig' AS weergave, max(indeling)",
        "'huidig' AS weergave, min(indeling)",
        1,
    ),
    "measured in the finer division": (
        "230_moment_geleverd",
        "greatest(teller.indeling, coalesce(noemer.indeling, 0))",
        "teller.indeling",
        0,
    ),
    "sample does not win": (
        "230_moment_geleverd",
        "WHEN teller.voorbeeld OR coalesce(noemer.voorbeeld, FALSE) THEN 'voorbeeld'",
        "WHEN teller.voorbeeld AND noemer.voorbeeld THEN 'voorbeeld'",
        1,
    ),
    "minus sign forgotten": (
        "240_deel_geleverd",
        "CASE geleverd.teken WHEN 1 THEN",
        "CASE 1 WHEN 1 THEN",
        0,
    ),
    "bounds of a difference not crossed": (
        "240_deel_geleverd",
        "ELSE -cel.boven END AS onder",
        "ELSE -cel.onder END AS onder",
        1,
    ),
    "missing predecessor ignored": (
        "240_deel_geleverd",
        "rol = 'teller' AND onder IS NULL) = 0",
        "rol = 'teller' AND onder IS NULL) >= 0",
        0,
    ),
    "year of eleven months": (
        "250_moment",
        "'gemiddelde' AS samenvoeging, 12 AS nodig",
        "'gemiddelde' AS samenvoeging, 11 AS nodig",
        0,
    ),
    "mean over the known months": (
        "260_deel",
        "count(deel_geleverd.teller_onder) = count(*)",
        "count(deel_geleverd.teller_onder) > 0",
        0,
    ),
    "inhabitants of the first year": (
        "300_gewicht",
        "max(cel.periode) AS periode",
        "min(cel.periode) AS periode",
        0,
    ),
    "large from 10 000": (
        "310_lid_grootteklasse",
        ">= 20000",
        ">= 10000",
        0,
    ),
    "centrumstad by size": (
        "310_lid_grootteklasse",
        "WHEN centrumstad.nis IS NOT NULL THEN 'centrumstad'",
        "",
        0,
    ),
    "no rule of ninety percent": (
        "330_lid_indeling",
        "count(drager.nis) > 0",
        "FALSE",
        0,
    ),
    "more than ninety percent": (
        "330_lid_indeling",
        "inwoners >= 0.9 * samen",
        "inwoners > 0.9 * samen",
        4,
    ),
    "one predecessor is enough": (
        "330_lid_indeling",
        "ELSE 'grens' END",
        "ELSE 'lid' END",
        0,
    ),
    "oldest composition": (
        "340_gebied_toon",
        "max(van) AS van",
        "min(van) AS van",
        0,
    ),
    "of the time in the measured division": (
        "350_gebied_deel",
        "ELSE greatest(toon.van, indeling.van)",
        "ELSE toon.van",
        0,
    ),
    "total holds on other ground": (
        "360_brontotaal_moment",
        "AND grondgebied.grond = gevraagd.grond",
        "",
        0,
    ),
    "total of one series is enough": (
        "360_brontotaal_moment",
        "AND onderdelen.nodig = geleverd.reeksen",
        "",
        7,
    ),
    "provisional denominator": (
        "230_moment_geleverd",
        "noemer.stabiel AND noemer.van <= teller.van",
        "noemer.van <= teller.van",
        0,
    ),
    "denominator after the numerator": (
        "230_moment_geleverd",
        "noemer.van <= teller.van AND",
        "",
        1,
    ),
    "real and sample in one ratio": (
        "230_moment_geleverd",
        "AND (teller.echte_reeks OR coalesce(noemer.echte_reeks, FALSE))",
        "AND FALSE",
        1,
    ),
    "ripe too early": (
        "230_moment_geleverd",
        "teller.tot + to_months(indicator.rijp_na)",
        "teller.van + to_months(indicator.rijp_na)",
        2,
    ),
    "a window is ripe when one quarter is": (
        "250_moment",
        "bool_and(rijp)",
        "bool_or(rijp)",
        2,
    ),
    "total of one period is enough": (
        "360_brontotaal_moment",
        "HAVING count(*) = moment_deel.delen_nodig",
        "",
        2,
    ),
    "total of any reference date": (
        "cijfers",
        "AND teller.peildatum IS NOT DISTINCT FROM $peildatum",
        "",
        1,
    ),
    "window of seven quarters": (
        "250_moment",
        "kwartaal.van >= einde.van - INTERVAL 21 MONTH",
        "kwartaal.van >= einde.van - INTERVAL 18 MONTH",
        2,
    ),
    "own sum beside the window of the source": (
        "250_moment",
        "AND moment_geleverd.periode = samengevoegd.periode",
        "AND FALSE",
        2,
    ),
    "sum counted in both views": (
        "260_deel",
        "ORDER BY weergave DESC\n    ) = 1",
        "ORDER BY weergave DESC\n    ) > 0",
        0,
    ),
    "sum divided by its periods": (
        "260_deel",
        "if(samen.samenvoeging = 'som', 1, samen.delen_nodig)",
        "samen.delen_nodig",
        2,
    ),
    "weights forgotten": (
        "cijfers",
        "sum(teller_onder * inwoners) FILTER (WHERE bekend) AS gewogen_onder",
        "sum(teller_onder * 1000) FILTER (WHERE bekend) AS gewogen_onder",
        2,
    ),
}

# The random worlds do not show these; a case worked out by hand does (see `test_mutations.HAND_WORKED`).
BY_HAND = {
    "one component is enough": ("230_moment_geleverd", "AND nodig.aantal = deel_geleverd.geleverd", ""),
    "denominator of eleven months back at most": ("230_moment_geleverd", "INTERVAL 12 MONTH", "INTERVAL 11 MONTH"),
    "denominator from thirteen months back": ("230_moment_geleverd", "INTERVAL 12 MONTH", "INTERVAL 13 MONTH"),
    "oldest denominator": ("230_moment_geleverd", "ORDER BY noemer.van DESC", "ORDER BY noemer.van"),
    "sign of a total forgotten": (
        "360_brontotaal_moment",
        "sum(onderdeel.teken * geteld.waarde)",
        "sum(geteld.waarde)",
    ),
}
