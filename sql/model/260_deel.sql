-- The parts of every moment: as delivered, and as the mean over the months of a half-year or year, where a part is known
-- only when every month of it is. Grain: (indicator, dimensie, categorie, telling, periode, teller_indeling, noemer_indeling, nis).
CREATE TABLE deel AS
WITH gemiddelde AS (
    SELECT DISTINCT
        indicator, dimensie, categorie, telling, periode, van, tot, maanden_nodig, teller_indeling, noemer_indeling
    FROM moment
    WHERE maanden_nodig > 1
),
maand AS (
    SELECT DISTINCT
        indicator, dimensie, categorie, telling, periode, van, teller_indeling, noemer_indeling, meet_indeling
    FROM moment
    WHERE maanden_nodig = 1
)
SELECT
    maand.indicator, maand.dimensie, maand.categorie, maand.telling, maand.periode,
    maand.teller_indeling, maand.noemer_indeling, maand.meet_indeling, deel_geleverd.nis,
    deel_geleverd.teller_onder, deel_geleverd.teller_boven, deel_geleverd.noemer_onder, deel_geleverd.noemer_boven
FROM maand
JOIN deel_geleverd
    ON deel_geleverd.indicator = maand.indicator
    AND deel_geleverd.dimensie = maand.dimensie
    AND deel_geleverd.categorie = maand.categorie
    AND deel_geleverd.periode = maand.periode
    AND deel_geleverd.teller_indeling = maand.teller_indeling
    AND deel_geleverd.noemer_indeling = maand.noemer_indeling
UNION ALL
SELECT
    gemiddelde.indicator, gemiddelde.dimensie, gemiddelde.categorie, gemiddelde.telling, gemiddelde.periode,
    gemiddelde.teller_indeling, gemiddelde.noemer_indeling, min(maand.meet_indeling) AS meet_indeling, deel_geleverd.nis,
    CASE WHEN count(deel_geleverd.teller_onder) = gemiddelde.maanden_nodig
        THEN sum(deel_geleverd.teller_onder) / gemiddelde.maanden_nodig END AS teller_onder,
    CASE WHEN count(deel_geleverd.teller_onder) = gemiddelde.maanden_nodig
        THEN sum(deel_geleverd.teller_boven) / gemiddelde.maanden_nodig END AS teller_boven,
    CASE WHEN count(deel_geleverd.noemer_onder) = gemiddelde.maanden_nodig
        THEN sum(deel_geleverd.noemer_onder) / gemiddelde.maanden_nodig END AS noemer_onder,
    CASE WHEN count(deel_geleverd.noemer_onder) = gemiddelde.maanden_nodig
        THEN sum(deel_geleverd.noemer_boven) / gemiddelde.maanden_nodig END AS noemer_boven
FROM gemiddelde
JOIN maand
    ON maand.indicator = gemiddelde.indicator
    AND maand.dimensie = gemiddelde.dimensie
    AND maand.categorie = gemiddelde.categorie
    AND maand.teller_indeling = gemiddelde.teller_indeling
    AND maand.noemer_indeling = gemiddelde.noemer_indeling
    AND maand.van >= gemiddelde.van
    AND maand.van < gemiddelde.tot
JOIN deel_geleverd
    ON deel_geleverd.indicator = maand.indicator
    AND deel_geleverd.dimensie = maand.dimensie
    AND deel_geleverd.categorie = maand.categorie
    AND deel_geleverd.periode = maand.periode
    AND deel_geleverd.teller_indeling = maand.teller_indeling
    AND deel_geleverd.noemer_indeling = maand.noemer_indeling
GROUP BY
    gemiddelde.indicator, gemiddelde.dimensie, gemiddelde.categorie, gemiddelde.telling, gemiddelde.periode,
    gemiddelde.teller_indeling, gemiddelde.noemer_indeling, gemiddelde.maanden_nodig, deel_geleverd.nis
ORDER BY ALL;
