-- Every membership carried to every division. A municipality belongs when its whole ground (the oldest municipalities it is made
-- of) lies in the stated members, in whatever divisions those were stated; when only a part does, it is `grens` (membership
-- unknown), except that one member with at least 90% of its inhabitants carries the membership over (aangenomen).
-- Grain: (soort, gebied_id, peildatum, van, doel, doel_nis).
CREATE TABLE lid_indeling AS
WITH grond AS (
    SELECT doel AS indeling, doel_nis AS nis, nis AS oudste, count(*) OVER (PARTITION BY doel, doel_nis) AS oudsten
    FROM afstamming
    WHERE indeling = (SELECT min(indeling) FROM indeling)
),
drager AS (
    SELECT indeling, nis, doel, doel_nis
    FROM (
        SELECT
            afstamming.*, gewicht.inwoners,
            sum(gewicht.inwoners) OVER (PARTITION BY afstamming.indeling, afstamming.doel, afstamming.doel_nis) AS samen
        FROM afstamming
        JOIN gewicht ON gewicht.indeling = afstamming.indeling AND gewicht.nis = afstamming.nis
    )
    WHERE inwoners >= 0.9 * samen
)
SELECT
    lid.soort, lid.gebied_id, lid.peildatum, lid.van, lid.tot, geheel.indeling AS doel, geheel.nis AS doel_nis,
    CASE
        WHEN count(DISTINCT geheel.oudste) < any_value(geheel.oudsten)
            THEN CASE WHEN count(drager.nis) > 0 THEN 'aangenomen' ELSE 'grens' END
        WHEN bool_or(lid.aangenomen) THEN 'aangenomen'
        ELSE 'lid'
    END AS lidstatus
FROM lid
JOIN grond ON grond.indeling = lid.indeling AND grond.nis = lid.nis
JOIN grond AS geheel ON geheel.oudste = grond.oudste
LEFT JOIN drager
    ON drager.indeling = lid.indeling AND drager.nis = lid.nis AND drager.doel = geheel.indeling AND drager.doel_nis = geheel.nis
GROUP BY lid.soort, lid.gebied_id, lid.peildatum, lid.van, lid.tot, geheel.indeling, geheel.nis
ORDER BY lid.soort, lid.gebied_id, lid.peildatum, lid.van, geheel.indeling, geheel.nis;
