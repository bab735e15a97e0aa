-- A series that leaves anything masked may be delivered in one division a period only.
SELECT levering.reeks, levering.periode
FROM levering
JOIN waarneming
    ON waarneming.reeks = levering.reeks AND waarneming.periode = levering.periode
WHERE waarneming.onder < waarneming.boven
GROUP BY levering.reeks, levering.periode
HAVING count(DISTINCT levering.indeling) > 1;
