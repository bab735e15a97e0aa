-- A series delivered in two divisions gives the same count for a successor wherever all its predecessors are known.
SELECT grof.reeks, grof.periode, grof.nis, grof.onder, sum(fijn.onder) AS som
FROM cel AS grof
JOIN afstamming ON afstamming.doel = grof.indeling AND afstamming.doel_nis = grof.nis AND afstamming.indeling < grof.indeling
JOIN cel AS fijn
    ON fijn.reeks = grof.reeks
    AND fijn.periode = grof.periode
    AND fijn.indeling = afstamming.indeling
    AND fijn.nis = afstamming.nis
WHERE grof.onder IS NOT NULL AND grof.reeks <> 'oppervlakte'
GROUP BY grof.reeks, grof.periode, grof.nis, grof.indeling, grof.onder, fijn.indeling
HAVING count(*) = count(fijn.onder) AND sum(fijn.onder) <> grof.onder;
