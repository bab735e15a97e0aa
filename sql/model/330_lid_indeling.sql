-- Every membership carried to every division. A successor belongs when all its predecessors do; otherwise it is `grens`
-- (membership unknown), except that a member with at least 90% of its inhabitants carries the membership over (aangenomen).
-- Grain: (soort, gebied_id, peildatum, van, doel, doel_nis).
CREATE TABLE lid_indeling AS
WITH omvang AS (
    SELECT
        afstamming.indeling, afstamming.doel, afstamming.doel_nis,
        count(*) AS voorgangers, sum(gewicht.inwoners) AS inwoners
    FROM afstamming
    LEFT JOIN gewicht ON gewicht.indeling = afstamming.indeling AND gewicht.nis = afstamming.nis
    GROUP BY afstamming.indeling, afstamming.doel, afstamming.doel_nis
),
vooruit AS (
    SELECT
        lid.soort, lid.gebied_id, lid.peildatum, lid.van, lid.tot, afstamming.doel, afstamming.doel_nis,
        CASE
            WHEN count(*) = any_value(omvang.voorgangers) THEN 'lid'
            WHEN max(gewicht.inwoners) >= 0.9 * any_value(omvang.inwoners) THEN 'aangenomen'
            ELSE 'grens'
        END AS lidstatus,
        bool_or(lid.aangenomen) AS klasse_aangenomen
    FROM lid
    JOIN afstamming ON afstamming.indeling = lid.indeling AND afstamming.nis = lid.nis
    JOIN omvang
        ON omvang.indeling = lid.indeling AND omvang.doel = afstamming.doel AND omvang.doel_nis = afstamming.doel_nis
    LEFT JOIN gewicht ON gewicht.indeling = lid.indeling AND gewicht.nis = lid.nis
    GROUP BY lid.soort, lid.gebied_id, lid.peildatum, lid.van, lid.tot, afstamming.doel, afstamming.doel_nis
),
achteruit AS (
    SELECT
        lid.soort, lid.gebied_id, lid.peildatum, lid.van, lid.tot, afstamming.indeling AS doel, afstamming.nis AS doel_nis,
        'lid' AS lidstatus, lid.aangenomen AS klasse_aangenomen
    FROM lid
    JOIN afstamming ON afstamming.doel = lid.indeling AND afstamming.doel_nis = lid.nis
    WHERE afstamming.indeling < lid.indeling
)
SELECT
    soort, gebied_id, peildatum, van, tot, doel, doel_nis,
    CASE WHEN lidstatus = 'lid' AND klasse_aangenomen THEN 'aangenomen' ELSE lidstatus END AS lidstatus
FROM vooruit
UNION ALL
SELECT
    soort, gebied_id, peildatum, van, tot, doel, doel_nis,
    CASE WHEN klasse_aangenomen THEN 'aangenomen' ELSE lidstatus END AS lidstatus
FROM achteruit
ORDER BY soort, gebied_id, peildatum, van, doel, doel_nis;
