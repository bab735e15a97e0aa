-- A total of the source is not below the known parts, and not above all parts where every part is known.
SELECT
    brontotaal.reeks, brontotaal.periode, brontotaal.soort, brontotaal.gebied_id, brontotaal.waarde,
    sum(cel.onder) AS onder, sum(cel.boven) AS boven
FROM brontotaal
JOIN levering
    ON levering.reeks = brontotaal.reeks
    AND levering.periode = brontotaal.periode
    AND levering.indeling = brontotaal.indeling
JOIN gebied_deel
    ON gebied_deel.weergave = 'destijds'
    AND gebied_deel.soort = brontotaal.soort
    AND gebied_deel.gebied_id = brontotaal.gebied_id
    AND gebied_deel.peildatum IS NOT DISTINCT FROM brontotaal.peildatum
    AND gebied_deel.meet_indeling = brontotaal.indeling
JOIN indeling
    ON indeling.indeling = brontotaal.indeling
    AND least(levering.van, indeling.tot - 1) >= gebied_deel.van
    AND least(levering.van, indeling.tot - 1) < gebied_deel.tot
JOIN cel
    ON cel.reeks = brontotaal.reeks
    AND cel.periode = brontotaal.periode
    AND cel.indeling = brontotaal.indeling
    AND cel.nis = gebied_deel.nis
GROUP BY
    brontotaal.reeks, brontotaal.periode, brontotaal.indeling, brontotaal.soort, brontotaal.gebied_id, brontotaal.peildatum,
    brontotaal.waarde
HAVING
    coalesce(sum(cel.onder) FILTER (WHERE gebied_deel.lidstatus <> 'grens'), 0) > brontotaal.waarde
    OR (
        count(cel.onder) = count(*) AND count(*) FILTER (WHERE gebied_deel.lidstatus = 'grens') = 0
        AND sum(cel.boven) < brontotaal.waarde
    );
