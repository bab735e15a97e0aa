-- Which municipalities an area is shown with. `huidig`: today's municipalities and the newest stated composition, for all
-- time. `destijds`: the municipalities and composition of the moment. Municipalities and Vlaanderen are areas like any other.
-- Grain: (weergave, soort, gebied_id, peildatum, van, toon_indeling, toon_nis).
CREATE VIEW gebied_toon AS
WITH nieuwste AS (
    SELECT gebied_id, peildatum, max(van) AS van
    FROM lid
    GROUP BY gebied_id, peildatum
),
vandaag AS (
    SELECT max(indeling) AS indeling
    FROM indeling
)
SELECT
    'huidig' AS weergave, lid_indeling.soort, lid_indeling.gebied_id, lid_indeling.peildatum,
    DATE '0001-01-01' AS van, DATE '9999-12-31' AS tot,
    lid_indeling.doel AS toon_indeling, lid_indeling.doel_nis AS toon_nis, lid_indeling.lidstatus
FROM lid_indeling
JOIN vandaag ON vandaag.indeling = lid_indeling.doel
JOIN nieuwste
    ON nieuwste.gebied_id = lid_indeling.gebied_id
    AND nieuwste.van = lid_indeling.van
    AND nieuwste.peildatum IS NOT DISTINCT FROM lid_indeling.peildatum
UNION ALL
SELECT
    'destijds' AS weergave, soort, gebied_id, peildatum, van, tot,
    doel AS toon_indeling, doel_nis AS toon_nis, lidstatus
FROM lid_indeling
UNION ALL
SELECT
    weergave.weergave, soort.soort,
    CASE soort.soort WHEN 'gemeente' THEN gemeente.nis ELSE 'vlaanderen:vlaanderen' END AS gebied_id,
    NULL::DATE AS peildatum, DATE '0001-01-01' AS van, DATE '9999-12-31' AS tot,
    gemeente.indeling AS toon_indeling, gemeente.nis AS toon_nis, 'lid' AS lidstatus
FROM gemeente
CROSS JOIN (VALUES ('huidig'), ('destijds')) AS weergave (weergave)
CROSS JOIN (VALUES ('gemeente'), ('vlaanderen')) AS soort (soort)
CROSS JOIN vandaag
WHERE weergave.weergave = 'destijds' OR gemeente.indeling = vandaag.indeling;
