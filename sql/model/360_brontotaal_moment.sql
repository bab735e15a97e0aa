-- The source's own totals as numerator of an area, where the area shown is certainly the ground the source counted: the area as
-- it was composed at the time, or at the nearest date on which the source's division held. A numerator of several series needs
-- the total of each. Grain: (indicator, dimensie, categorie, telling, periode, weergave, soort, gebied_id).
CREATE TABLE brontotaal_moment AS
WITH getoond AS (
    SELECT weergave, soort, gebied_id, van, tot, meet_indeling, list(nis ORDER BY nis) AS gemeenten
    FROM gebied_deel
    WHERE peildatum IS NULL
    GROUP BY weergave, soort, gebied_id, van, tot, meet_indeling
    HAVING bool_and(lidstatus = 'lid')
),
samenstelling AS (
    SELECT soort, gebied_id, van, tot, doel AS indeling, list(doel_nis ORDER BY doel_nis) AS gemeenten
    FROM lid_indeling
    WHERE peildatum IS NULL
    GROUP BY soort, gebied_id, van, tot, doel
    HAVING bool_and(lidstatus = 'lid')
    UNION ALL
    SELECT
        'vlaanderen' AS soort, 'vlaanderen:vlaanderen' AS gebied_id, DATE '0001-01-01' AS van, DATE '9999-12-31' AS tot,
        indeling, list(nis ORDER BY nis) AS gemeenten
    FROM gemeente
    GROUP BY indeling
),
bron AS (
    SELECT brontotaal.*, samenstelling.gemeenten
    FROM brontotaal
    JOIN levering
        ON levering.reeks = brontotaal.reeks
        AND levering.periode = brontotaal.periode
        AND levering.indeling = brontotaal.indeling
    JOIN indeling ON indeling.indeling = brontotaal.indeling
    JOIN samenstelling
        ON samenstelling.soort = brontotaal.soort
        AND samenstelling.gebied_id = brontotaal.gebied_id
        AND samenstelling.indeling = brontotaal.indeling
        AND samenstelling.van <= greatest(indeling.van, least(levering.van, indeling.tot - INTERVAL 1 DAY))
        AND samenstelling.tot > greatest(indeling.van, least(levering.van, indeling.tot - INTERVAL 1 DAY))
),
nodig AS (
    SELECT indicator, dimensie, categorie, count(*) AS reeksen
    FROM onderdeel
    WHERE rol = 'teller'
    GROUP BY indicator, dimensie, categorie
)
SELECT
    moment.indicator, moment.dimensie, moment.categorie, moment.telling, moment.periode, moment.weergave,
    bron.soort, bron.gebied_id, greatest(0, sum(onderdeel.teken * bron.waarde)) AS teller
FROM moment
JOIN nodig
    ON nodig.indicator = moment.indicator
    AND nodig.dimensie = moment.dimensie
    AND nodig.categorie = moment.categorie
JOIN onderdeel
    ON onderdeel.indicator = moment.indicator
    AND onderdeel.dimensie = moment.dimensie
    AND onderdeel.categorie = moment.categorie
    AND onderdeel.rol = 'teller'
JOIN bron ON bron.reeks = onderdeel.reeks AND bron.periode = moment.periode AND bron.indeling = moment.meet_indeling
JOIN getoond
    ON getoond.weergave = moment.weergave
    AND getoond.soort = bron.soort
    AND getoond.gebied_id = bron.gebied_id
    AND getoond.meet_indeling = bron.indeling
    AND getoond.gemeenten = bron.gemeenten
    AND moment.van >= getoond.van
    AND moment.van < getoond.tot
WHERE moment.maanden_nodig = 1
GROUP BY
    moment.indicator, moment.dimensie, moment.categorie, moment.telling, moment.periode, moment.weergave,
    bron.soort, bron.gebied_id
HAVING count(*) = any_value(nodig.reeksen)
ORDER BY ALL;
