-- The source's totals of all categories of a breakdown add up to its total of the same area, where it gives both.
SELECT
    geheel.reeks, reeks.dimensie, geheel.periode, geheel.gebied_id, geheel.peildatum, geheel.waarde, sum(deel.waarde) AS som
FROM brontotaal AS geheel
JOIN reeks ON reeks.maat = geheel.reeks AND reeks.dimensie <> ''
JOIN (
    SELECT maat, dimensie, count(*) AS aantal
    FROM reeks
    WHERE dimensie <> ''
    GROUP BY maat, dimensie
) AS categorieen
    ON categorieen.maat = reeks.maat AND categorieen.dimensie = reeks.dimensie
JOIN brontotaal AS deel
    ON deel.reeks = reeks.reeks
    AND deel.periode = geheel.periode
    AND deel.indeling = geheel.indeling
    AND deel.gebied_id = geheel.gebied_id
    AND deel.peildatum IS NOT DISTINCT FROM geheel.peildatum
GROUP BY
    geheel.reeks, reeks.dimensie, geheel.periode, geheel.indeling, geheel.gebied_id, geheel.peildatum, geheel.waarde,
    categorieen.aantal
HAVING count(DISTINCT deel.reeks) = categorieen.aantal AND sum(deel.waarde) <> geheel.waarde;
