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
        0,
    ),
    "share not capped": (
        "cijfers",
        "least(factor, factor * teller_boven / noemer_onder)",
        "factor * teller_boven / noemer_onder",
        0,
    ),
    "unknown member counts as known": (
        "cijfers",
        "gebied.lidstatus <> 'grens' AND deel.teller_onder IS NOT NULL",
        "deel.teller_onder IS NOT NULL",
        0,
    ),
    "threshold looks at the upper bound": (
        "cijfers",
        "noemer_onder < 10",
        "noemer_boven < 10",
        1,
    ),
    "threshold of 11": (
        "cijfers",
        "noemer_onder < 10",
        "noemer_onder <= 10",
        0,
    ),
    "masked denominators not counted": (
        "cijfers",
        "AND (teller_onder < teller_boven OR noemer_onder < noemer_boven)) AS gemaskeerd",
        "AND (teller_onder < teller_boven)) AS gemaskeerd",
        0,
    ),
    "part without denominator stays": (
        "cijfers",
        "AND (deel.noemer_onder IS NOT NULL OR NOT gekozen.is_ratio), FALSE",
        ", FALSE",
        0,
    ),
    "total over an incomplete denominator": (
        "cijfers",
        "AND (som.bekend = som.delen OR NOT gekozen.is_ratio)",
        "",
        0,
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
    "one component is enough": (
        "230_moment_geleverd",
        "AND nodig.aantal = deel_geleverd.geleverd",
        "",
        1,
    ),
    "sample does not win": (
        "230_moment_geleverd",
        "WHEN teller.voorbeeld OR coalesce(noemer.voorbeeld, FALSE) THEN 'voorbeeld'",
        "WHEN teller.voorbeeld AND noemer.voorbeeld THEN 'voorbeeld'",
        0,
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
        "12 AS maanden,",
        "11 AS maanden,",
        0,
    ),
    "mean over the known months": (
        "260_deel",
        "count(deel_geleverd.teller_onder) = gemiddelde.maanden_nodig",
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
        "AND getoond.gemeenten = bron.gemeenten",
        "",
        0,
    ),
    "total of one series is enough": (
        "360_brontotaal_moment",
        "HAVING count(*) = any_value(nodig.reeksen)",
        "",
        7,
    ),
}
