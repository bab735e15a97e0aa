-- Work at any moment within 12 months is never less than work 3 months after the end, in a cell or in a total of the source.
SELECT drie.periode, drie.indeling, drie.nis AS gebied, drie.onder AS drie_maanden, twaalf.boven AS twaalf_maanden
FROM cel AS drie
JOIN cel AS twaalf
    ON twaalf.reeks = 'twe_werk_12m'
    AND twaalf.periode = drie.periode
    AND twaalf.indeling = drie.indeling
    AND twaalf.nis = drie.nis
WHERE drie.reeks = 'twe_werk_3m' AND twaalf.boven < drie.onder
UNION ALL
SELECT drie.periode, drie.indeling, drie.gebied_id AS gebied, drie.waarde, twaalf.waarde
FROM brontotaal AS drie
JOIN brontotaal AS twaalf
    ON twaalf.reeks = 'twe_werk_12m'
    AND twaalf.periode = drie.periode
    AND twaalf.indeling = drie.indeling
    AND twaalf.gebied_id = drie.gebied_id
    AND twaalf.peildatum IS NOT DISTINCT FROM drie.peildatum
WHERE drie.reeks = 'twe_werk_3m' AND twaalf.waarde < drie.waarde;
