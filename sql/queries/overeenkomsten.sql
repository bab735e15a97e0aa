-- How many municipalities have an agreement with VDAB in every delivered month, per size class of a reference date and per form.
-- The series `overeenkomst` is any form; a municipality may have several, so forms do not add up. Municipalities are those of the
-- month; one whose predecessors were of different classes is `grootteklasse:onbekend`. No rows when nothing was delivered.
-- Grain: (van, gebied_id, reeks). Parameters: peildatum.
WITH maand AS (
    SELECT periode, van, max(indeling) AS indeling, max_by(stand, indeling) AS stand, max_by(herkomst, indeling) AS herkomst
    FROM levering
    WHERE reeks = 'overeenkomst'
    GROUP BY periode, van
),
klasse AS (
    SELECT
        lid_indeling.doel AS indeling, lid_indeling.doel_nis AS nis,
        coalesce(
            min(lid_indeling.gebied_id) FILTER (WHERE lid_indeling.lidstatus <> 'grens'), 'grootteklasse:onbekend'
        ) AS gebied_id
    FROM lid_indeling
    WHERE lid_indeling.soort = 'grootteklasse' AND lid_indeling.peildatum = $peildatum
    GROUP BY lid_indeling.doel, lid_indeling.doel_nis
)
SELECT
    klasse.gebied_id, cel.reeks, maand.periode, maand.van, maand.stand, maand.herkomst,
    count(*) AS gemeenten, count(cel.onder) AS bekend,
    coalesce(sum(cel.onder), 0)::BIGINT AS onder, coalesce(sum(cel.boven), 0)::BIGINT AS boven
FROM maand
JOIN cel
    ON cel.periode = maand.periode
    AND cel.indeling = maand.indeling
    AND list_contains(['overeenkomst', 'overeenkomst_igs', 'overeenkomst_eigen', 'overeenkomst_addendum'], cel.reeks)
JOIN klasse ON klasse.nis = cel.nis AND klasse.indeling = cel.indeling
GROUP BY ALL
ORDER BY maand.van, klasse.gebied_id, cel.reeks;
