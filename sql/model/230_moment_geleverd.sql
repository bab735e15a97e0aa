-- The periods for which an indicator can be computed from delivered series, and from which deliveries.
-- A numerator needs all its series. The denominator is of the same period, of 1 January of the year, or the newest stable month
-- at or before it, at most twelve months back. A period later than the last known denominator stays, without parts.
-- gemengd: real and sample series of the field meet in a ratio (in a sum the sample wins). rijp: the outcome can be known.
-- Grain: (indicator, dimensie, categorie, periode, weergave).
CREATE VIEW moment_geleverd AS
WITH deel_geleverd AS (
    SELECT
        onderdeel.indicator, onderdeel.dimensie, onderdeel.categorie, onderdeel.rol, keuze.weergave, keuze.periode,
        min(keuze.van) AS van, min(keuze.tot) AS tot,
        max(keuze.indeling) AS indeling,
        bool_and(keuze.stabiel) AS stabiel,
        min(keuze.stand) AS stand,
        bool_or(keuze.berekend) AS berekend,
        bool_or(keuze.herkomst = 'voorbeeld') AS voorbeeld,
        bool_or(keuze.herkomst = 'geschat') AS geschat,
        coalesce(bool_or(keuze.herkomst = 'voorbeeld') FILTER (WHERE reeks.reeksbron), FALSE) AS voorbeeldreeks,
        coalesce(bool_or(keuze.herkomst <> 'voorbeeld') FILTER (WHERE reeks.reeksbron), FALSE) AS echte_reeks,
        min(reeks.telling) AS telling,
        count(*) AS geleverd
    FROM onderdeel
    JOIN leveringkeuze AS keuze ON keuze.reeks = onderdeel.reeks
    JOIN reeks ON reeks.reeks = onderdeel.reeks
    GROUP BY onderdeel.indicator, onderdeel.dimensie, onderdeel.categorie, onderdeel.rol, keuze.weergave, keuze.periode
),
nodig AS (
    SELECT indicator, dimensie, categorie, rol, count(*) AS aantal
    FROM onderdeel
    GROUP BY indicator, dimensie, categorie, rol
),
rol AS (
    SELECT deel_geleverd.*
    FROM deel_geleverd
    JOIN nodig
        ON nodig.indicator = deel_geleverd.indicator
        AND nodig.dimensie = deel_geleverd.dimensie
        AND nodig.categorie = deel_geleverd.categorie
        AND nodig.rol = deel_geleverd.rol
        AND nodig.aantal = deel_geleverd.geleverd
),
laatste_noemer AS (
    SELECT indicator, max(tot) AS tot
    FROM rol
    WHERE rol.rol = 'noemer'
    GROUP BY indicator
)
SELECT
    teller.indicator, teller.dimensie, teller.categorie, teller.periode, teller.weergave, teller.van, teller.tot, teller.telling,
    teller.indeling AS teller_indeling,
    coalesce(noemer.indeling, 0) AS noemer_indeling,
    greatest(teller.indeling, coalesce(noemer.indeling, 0)) AS meet_indeling,
    coalesce(noemer.periode, '') AS noemer_periode,
    NOT (teller.stabiel AND coalesce(noemer.stabiel, TRUE)) AS voorlopig,
    teller.berekend OR coalesce(noemer.berekend, FALSE) AS berekend,
    teller.tot + to_months(indicator.rijp_na) <= teller.stand OR indicator.rijp_na = 0 AS rijp,
    indicator.is_ratio AND (teller.voorbeeldreeks OR coalesce(noemer.voorbeeldreeks, FALSE))
    AND (teller.echte_reeks OR coalesce(noemer.echte_reeks, FALSE)) AS gemengd,
    CASE
        WHEN teller.voorbeeld OR coalesce(noemer.voorbeeld, FALSE) THEN 'voorbeeld'
        WHEN teller.geschat OR coalesce(noemer.geschat, FALSE) THEN 'geschat'
        ELSE 'gepubliceerd'
    END AS herkomst
FROM rol AS teller
JOIN indicator ON indicator.indicator = teller.indicator
LEFT JOIN rol AS noemer
    ON noemer.indicator = teller.indicator
    AND noemer.dimensie = teller.dimensie
    AND noemer.categorie = teller.categorie
    AND noemer.weergave = teller.weergave
    AND noemer.rol = 'noemer'
    AND CASE indicator.regel
        WHEN 'zelfde' THEN noemer.periode = teller.periode
        WHEN 'jaarbegin' THEN noemer.periode = strftime(teller.van, '%Y')
        WHEN 'laatste_stabiel'
            THEN noemer.stabiel AND noemer.van <= teller.van AND noemer.van >= teller.van - INTERVAL 12 MONTH
        ELSE FALSE
    END
LEFT JOIN laatste_noemer ON laatste_noemer.indicator = teller.indicator
WHERE
    teller.rol = 'teller'
    AND (
        NOT indicator.is_ratio
        OR noemer.periode IS NOT NULL
        OR (indicator.doorlopend AND teller.van >= laatste_noemer.tot)
    )
QUALIFY row_number() OVER (
    PARTITION BY teller.indicator, teller.dimensie, teller.categorie, teller.periode, teller.weergave
    ORDER BY noemer.van DESC
) = 1;
