-- The periods for which an indicator can be computed from delivered series, and from which deliveries.
-- A numerator needs all its series; a denominator is of the same period or of 1 January of the year. A year later than the
-- last known denominator stays as a moment without parts (ontbreekt). Grain: (indicator, dimensie, categorie, periode, weergave).
CREATE VIEW moment_geleverd AS
WITH deel_geleverd AS (
    SELECT
        onderdeel.indicator, onderdeel.dimensie, onderdeel.categorie, onderdeel.rol, keuze.weergave, keuze.periode,
        min(keuze.van) AS van, min(keuze.tot) AS tot,
        max(keuze.indeling) AS indeling,
        bool_and(keuze.stabiel) AS stabiel,
        bool_or(keuze.berekend) AS berekend,
        bool_or(keuze.herkomst = 'voorbeeld') AS voorbeeld,
        bool_or(keuze.herkomst = 'geschat') AS geschat,
        count(*) AS geleverd
    FROM onderdeel
    JOIN leveringkeuze AS keuze ON keuze.reeks = onderdeel.reeks
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
    SELECT indicator, max(periode) AS periode
    FROM rol
    WHERE rol.rol = 'noemer'
    GROUP BY indicator
)
SELECT
    teller.indicator, teller.dimensie, teller.categorie, teller.periode, teller.weergave, teller.van, teller.tot,
    teller.indeling AS teller_indeling,
    coalesce(noemer.indeling, 0) AS noemer_indeling,
    greatest(teller.indeling, coalesce(noemer.indeling, 0)) AS meet_indeling,
    noemer.periode AS noemer_periode,
    NOT (teller.stabiel AND coalesce(noemer.stabiel, TRUE)) AS voorlopig,
    teller.berekend OR coalesce(noemer.berekend, FALSE) AS berekend,
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
    AND noemer.periode = CASE indicator.regel WHEN 'jaarbegin' THEN strftime(teller.van, '%Y') ELSE teller.periode END
LEFT JOIN laatste_noemer ON laatste_noemer.indicator = teller.indicator
WHERE
    teller.rol = 'teller'
    AND (
        NOT indicator.is_ratio
        OR noemer.periode IS NOT NULL
        OR (indicator.doorlopend AND strftime(teller.van, '%Y') > left(laatste_noemer.periode, 4))
    );
