-- The municipalities an area is made of. Grain: (gebied_id, toon_nis). Parameters: soort, gebied, weergave, peildatum, datum.
SELECT DISTINCT
    gebied_deel.gebied_id, gebied_deel.toon_nis AS nis, gemeente.naam, gebied_deel.lidstatus
FROM gebied_deel
JOIN gemeente ON gemeente.indeling = gebied_deel.toon_indeling AND gemeente.nis = gebied_deel.toon_nis
WHERE
    gebied_deel.weergave = $weergave
    AND gebied_deel.soort = $soort
    AND gebied_deel.gebied_id = $gebied
    AND gebied_deel.peildatum IS NOT DISTINCT FROM $peildatum
    AND gebied_deel.van <= $datum
    AND gebied_deel.tot > $datum
    AND gebied_deel.meet_indeling = gebied_deel.toon_indeling
ORDER BY nis;
