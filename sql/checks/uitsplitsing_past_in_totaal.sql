-- The categories of a breakdown add up to the total of their municipality and month, within their bounds.
SELECT totaal.reeks, reeks.dimensie, totaal.periode, totaal.nis, totaal.onder, sum(cel.onder) AS onder_som, sum(cel.boven) AS boven_som
FROM cel
JOIN reeks ON reeks.reeks = cel.reeks AND reeks.dimensie <> ''
JOIN cel AS totaal
    ON totaal.reeks = reeks.maat
    AND totaal.periode = cel.periode
    AND totaal.indeling = cel.indeling
    AND totaal.nis = cel.nis
GROUP BY totaal.reeks, reeks.dimensie, totaal.periode, totaal.nis, totaal.onder, totaal.boven
HAVING sum(cel.onder) > totaal.boven OR sum(cel.boven) < totaal.onder;
