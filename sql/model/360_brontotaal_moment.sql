-- The source's own totals as numerators of an area, where the area shown is the territory the source counted.
-- Grain: (indicator, dimensie, categorie, periode, weergave, soort, gebied_id).
CREATE TABLE brontotaal_moment AS
WITH grondgebied AS (
    SELECT weergave, soort, gebied_id, van, tot, meet_indeling, list(nis ORDER BY nis) AS gemeenten
    FROM gebied_deel
    WHERE peildatum IS NULL AND lidstatus = 'lid'
    GROUP BY weergave, soort, gebied_id, van, tot, meet_indeling
),
bron AS (
    SELECT brontotaal.*, stated.gemeenten
    FROM brontotaal
    JOIN (
        SELECT soort, gebied_id, indeling, list(nis ORDER BY nis) AS gemeenten
        FROM (
            SELECT DISTINCT soort, gebied_id, doel AS indeling, doel_nis AS nis
            FROM lid_indeling
            JOIN indeling ON indeling.indeling = lid_indeling.doel
            WHERE lidstatus = 'lid' AND peildatum IS NULL AND lid_indeling.van < indeling.tot AND lid_indeling.tot > indeling.van
            UNION ALL
            SELECT 'vlaanderen' AS soort, 'vlaanderen:vlaanderen' AS gebied_id, indeling, nis
            FROM gemeente
        )
        GROUP BY soort, gebied_id, indeling
    ) AS stated
        ON stated.soort = brontotaal.soort AND stated.gebied_id = brontotaal.gebied_id
        AND stated.indeling = brontotaal.indeling
)
SELECT DISTINCT
    moment.indicator, moment.dimensie, moment.categorie, moment.telling, moment.periode, moment.weergave,
    bron.soort, bron.gebied_id, bron.waarde AS teller
FROM moment
JOIN onderdeel
    ON onderdeel.indicator = moment.indicator
    AND onderdeel.dimensie = moment.dimensie
    AND onderdeel.categorie = moment.categorie
    AND onderdeel.rol = 'teller'
JOIN bron ON bron.reeks = onderdeel.reeks AND bron.periode = moment.periode AND bron.indeling = moment.meet_indeling
JOIN grondgebied
    ON grondgebied.weergave = moment.weergave
    AND grondgebied.soort = bron.soort
    AND grondgebied.gebied_id = bron.gebied_id
    AND grondgebied.meet_indeling = bron.indeling
    AND grondgebied.gemeenten = bron.gemeenten
    AND moment.van >= grondgebied.van
    AND moment.van < grondgebied.tot
WHERE moment.maanden_nodig = 1
ORDER BY ALL;
