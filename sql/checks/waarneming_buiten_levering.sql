-- Every observation belongs to a delivered period and to a municipality of that delivery's division.
SELECT waarneming.reeks, waarneming.periode, waarneming.indeling, waarneming.nis
FROM waarneming
LEFT JOIN levering
    ON levering.reeks = waarneming.reeks
    AND levering.periode = waarneming.periode
    AND levering.indeling = waarneming.indeling
LEFT JOIN gemeente ON gemeente.indeling = waarneming.indeling AND gemeente.nis = waarneming.nis
WHERE levering.reeks IS NULL OR gemeente.nis IS NULL;
