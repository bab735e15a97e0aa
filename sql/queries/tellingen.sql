-- What was delivered for some series in some municipalities, as bounds; what a delivery leaves out has no row.
-- Grain: (reeks, periode, indeling, nis). Parameters: reeksen, nissen (codes of any division).
SELECT reeks, periode, indeling, nis, onder, boven
FROM waarneming
WHERE list_contains($reeksen, reeks) AND list_contains($nissen, nis)
ORDER BY reeks, periode, indeling, nis;
