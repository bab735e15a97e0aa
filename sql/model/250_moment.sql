-- Every period a figure can be asked for: the delivered ones, and the means of a half-year and a year over the months of
-- a monthly stock. Grain: (indicator, dimensie, categorie, telling, periode, weergave).
CREATE TABLE moment AS
WITH maandstand AS (
    SELECT moment_geleverd.*
    FROM moment_geleverd
    JOIN onderdeel
        ON onderdeel.indicator = moment_geleverd.indicator
        AND onderdeel.dimensie = moment_geleverd.dimensie
        AND onderdeel.categorie = moment_geleverd.categorie
        AND onderdeel.rol = 'teller'
    JOIN reeks ON reeks.reeks = onderdeel.reeks
    WHERE reeks.telling = 'stand' AND moment_geleverd.tot = moment_geleverd.van + INTERVAL 1 MONTH
),
tijdvak AS (
    SELECT
        maandstand.*, 'jaargemiddelde' AS telling, strftime(van, '%Y') AS gemiddelde_van, 12 AS maanden,
        date_trunc('year', van)::DATE AS begin, (date_trunc('year', van) + INTERVAL 1 YEAR)::DATE AS einde
    FROM maandstand
    UNION ALL
    SELECT
        maandstand.*, 'halfjaargemiddelde' AS telling,
        strftime(van, '%Y') || CASE WHEN month(van) <= 6 THEN '-H1' ELSE '-H2' END AS gemiddelde_van, 6 AS maanden,
        CASE WHEN month(van) <= 6 THEN make_date(year(van), 1, 1) ELSE make_date(year(van), 7, 1) END AS begin,
        CASE WHEN month(van) <= 6 THEN make_date(year(van), 7, 1) ELSE make_date(year(van) + 1, 1, 1) END AS einde
    FROM maandstand
)
SELECT
    moment_geleverd.indicator, moment_geleverd.dimensie, moment_geleverd.categorie, min(reeks.telling) AS telling,
    moment_geleverd.periode, moment_geleverd.weergave, moment_geleverd.van, moment_geleverd.tot,
    moment_geleverd.teller_indeling, moment_geleverd.noemer_indeling, moment_geleverd.meet_indeling,
    coalesce(moment_geleverd.noemer_periode, '') AS noemer_periode, 1 AS maanden, 1 AS maanden_nodig,
    moment_geleverd.voorlopig, moment_geleverd.berekend, moment_geleverd.herkomst
FROM moment_geleverd
JOIN onderdeel
    ON onderdeel.indicator = moment_geleverd.indicator
    AND onderdeel.dimensie = moment_geleverd.dimensie
    AND onderdeel.categorie = moment_geleverd.categorie
    AND onderdeel.rol = 'teller'
JOIN reeks ON reeks.reeks = onderdeel.reeks
GROUP BY ALL
UNION ALL
SELECT
    indicator, dimensie, categorie, telling, gemiddelde_van AS periode, weergave, begin AS van, einde AS tot,
    teller_indeling, noemer_indeling, meet_indeling, coalesce(min(noemer_periode), '') AS noemer_periode,
    count(DISTINCT periode) AS maanden, maanden AS maanden_nodig,
    bool_or(voorlopig) AS voorlopig, TRUE AS berekend,
    CASE
        WHEN bool_or(herkomst = 'voorbeeld') THEN 'voorbeeld'
        WHEN bool_or(herkomst = 'geschat') THEN 'geschat'
        ELSE 'gepubliceerd'
    END AS herkomst
FROM tijdvak
WHERE dimensie = '' 
GROUP BY
    indicator, dimensie, categorie, telling, gemiddelde_van, weergave, begin, einde, maanden, teller_indeling,
    noemer_indeling, meet_indeling
HAVING count(DISTINCT periode) > 1
ORDER BY ALL;
