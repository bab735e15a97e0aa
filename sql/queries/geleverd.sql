-- The delivered periods of some series in each division, with what the series makes of absence and whether anything in the whole
-- delivery is masked. Grain: (reeks, periode, indeling). Parameters: reeksen.
SELECT
    levering.reeks, levering.periode, levering.van, levering.tot, levering.indeling, levering.herkomst, reeks.bron, reeks.afwezig,
    coalesce(bool_or(waarneming.onder < waarneming.boven), FALSE) AS gemaskeerd
FROM levering
JOIN reeks ON reeks.reeks = levering.reeks
LEFT JOIN waarneming
    ON waarneming.reeks = levering.reeks
    AND waarneming.periode = levering.periode
    AND waarneming.indeling = levering.indeling
WHERE list_contains($reeksen, levering.reeks)
GROUP BY ALL
ORDER BY levering.reeks, levering.van, levering.periode, levering.indeling;
