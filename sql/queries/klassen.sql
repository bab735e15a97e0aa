-- The size class of every municipality on a reference date, with its successor in the division of a later (or the same) date.
-- Grain: nis. inwoners: on the date itself, NULL where the class is an earlier one (aangenomen). Parameters: peildatum, later.
SELECT
    klasse.indeling, klasse.nis, gemeente.naam, klasse.gebied_id, klasse.aangenomen,
    inwoners.onder AS inwoners, afstamming.doel_nis AS nis_later
FROM lid_grootteklasse AS klasse
JOIN gemeente ON gemeente.indeling = klasse.indeling AND gemeente.nis = klasse.nis
JOIN afstamming
    ON afstamming.indeling = klasse.indeling
    AND afstamming.nis = klasse.nis
    AND afstamming.doel = (SELECT max(indeling) FROM lid_grootteklasse WHERE peildatum = $later)
LEFT JOIN levering
    ON levering.reeks = 'inwoners' AND levering.van = klasse.peildatum AND levering.indeling = klasse.indeling
LEFT JOIN cel AS inwoners
    ON inwoners.reeks = levering.reeks
    AND inwoners.periode = levering.periode
    AND inwoners.indeling = levering.indeling
    AND inwoners.nis = klasse.nis
WHERE klasse.peildatum = $peildatum
ORDER BY klasse.nis;
