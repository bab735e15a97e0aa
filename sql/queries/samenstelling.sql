-- The municipalities of every area of a kind, with the span in which they belong to it; the membership may be unknown (grens).
-- Grain: (gebied_id, toon_indeling, nis, van). Parameters: soort, weergave, peildatum (or NULL).
SELECT DISTINCT gebied_id, toon_indeling, toon_nis AS nis, lidstatus, van, tot
FROM gebied_deel
WHERE
    weergave = $weergave
    AND soort = $soort
    AND peildatum IS NOT DISTINCT FROM $peildatum
    AND meet_indeling = toon_indeling
ORDER BY gebied_id, toon_indeling, nis, van;
