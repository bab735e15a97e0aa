-- A count the source gives over several quarters together lies within the sum of the bounds of those quarters, where all are known.
WITH venster AS (
    SELECT reeks, periode, van, tot, indeling, date_diff('month', van, tot) // 3 AS kwartalen
    FROM levering
    WHERE periode LIKE '%..%'
),
kwartaal AS (
    SELECT
        venster.reeks, venster.periode, venster.indeling, venster.kwartalen, levering.periode AS deel,
        max(levering.indeling) AS deel_indeling
    FROM venster
    JOIN levering
        ON levering.reeks = venster.reeks
        AND levering.van >= venster.van
        AND levering.tot <= venster.tot
        AND levering.tot = levering.van + INTERVAL 3 MONTH
        AND levering.indeling <= venster.indeling
    GROUP BY venster.reeks, venster.periode, venster.indeling, venster.kwartalen, levering.periode
)
SELECT
    kwartaal.reeks, kwartaal.periode, geheel.nis, geheel.onder, geheel.boven, sum(cel.onder) AS som_onder, sum(cel.boven) AS som_boven
FROM kwartaal
JOIN cel ON cel.reeks = kwartaal.reeks AND cel.periode = kwartaal.deel AND cel.indeling = kwartaal.deel_indeling
JOIN afstamming
    ON afstamming.indeling = cel.indeling AND afstamming.nis = cel.nis AND afstamming.doel = kwartaal.indeling
JOIN cel AS geheel
    ON geheel.reeks = kwartaal.reeks
    AND geheel.periode = kwartaal.periode
    AND geheel.indeling = kwartaal.indeling
    AND geheel.nis = afstamming.doel_nis
GROUP BY kwartaal.reeks, kwartaal.periode, kwartaal.kwartalen, geheel.nis, geheel.onder, geheel.boven
HAVING
    count(DISTINCT kwartaal.deel) = kwartaal.kwartalen
    AND count(cel.onder) = count(*)
    AND (geheel.boven < sum(cel.onder) OR geheel.onder > sum(cel.boven));
