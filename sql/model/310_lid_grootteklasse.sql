-- The OCMW size class of every municipality on each 1 January: centrumstad first, then by inhabitants. A municipality without
-- population on the date keeps the class of its nearest earlier known year (aangenomen); without any, it is onbekend.
-- Grain: (peildatum, nis), in the division of the date.
CREATE TABLE lid_grootteklasse AS
WITH peildatum AS (
    SELECT DISTINCT levering.van AS peildatum, toen.indeling
    FROM levering
    JOIN indeling AS toen ON levering.van >= toen.van AND levering.van < toen.tot
    WHERE levering.reeks = 'inwoners'
),
bekend AS (
    SELECT cel.indeling, cel.nis, levering.van, cel.onder AS inwoners
    FROM cel
    JOIN levering
        ON levering.reeks = cel.reeks AND levering.periode = cel.periode AND levering.indeling = cel.indeling
    WHERE cel.reeks = 'inwoners' AND cel.onder IS NOT NULL
),
nieuwste AS (
    SELECT
        peildatum.peildatum, peildatum.indeling, gemeente.nis,
        max(bekend.van) AS van, arg_max(bekend.inwoners, bekend.van) AS inwoners
    FROM peildatum
    JOIN gemeente ON gemeente.indeling = peildatum.indeling
    LEFT JOIN bekend
        ON bekend.indeling = gemeente.indeling AND bekend.nis = gemeente.nis AND bekend.van <= peildatum.peildatum
    GROUP BY peildatum.peildatum, peildatum.indeling, gemeente.nis
)
SELECT
    nieuwste.peildatum, nieuwste.indeling, nieuwste.nis,
    'grootteklasse:' || CASE
        WHEN centrumstad.nis IS NOT NULL THEN 'centrumstad'
        WHEN nieuwste.inwoners >= 20000 THEN 'groot'
        WHEN nieuwste.inwoners >= 10000 THEN 'middelgroot'
        WHEN nieuwste.inwoners IS NOT NULL THEN 'klein'
        ELSE 'onbekend'
    END AS gebied_id,
    centrumstad.nis IS NULL AND coalesce(nieuwste.van < nieuwste.peildatum, FALSE) AS aangenomen
FROM nieuwste
LEFT JOIN (
    SELECT DISTINCT indeling, nis
    FROM lidmaatschap
    WHERE soort = 'centrumstad'
) AS centrumstad
    ON centrumstad.indeling = nieuwste.indeling AND centrumstad.nis = nieuwste.nis
ORDER BY nieuwste.peildatum, nieuwste.nis;
