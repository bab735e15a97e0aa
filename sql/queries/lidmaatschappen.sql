-- The municipalities every area of a kind is made of. Grain: (gebied_id, toon_nis). indeling: the division nis is of.
-- Parameters: soort, weergave, peildatum, datum.
SELECT DISTINCT
    gebied_deel.gebied_id, gebied_deel.toon_indeling AS indeling, gebied_deel.toon_nis AS nis, gebied_deel.lidstatus
FROM gebied_deel
WHERE
    gebied_deel.weergave = $weergave
    AND gebied_deel.soort = $soort
    AND gebied_deel.peildatum IS NOT DISTINCT FROM $peildatum
    AND gebied_deel.van <= $datum
    AND gebied_deel.tot > $datum
    AND gebied_deel.meet_indeling = gebied_deel.toon_indeling
ORDER BY gebied_deel.gebied_id, nis;
