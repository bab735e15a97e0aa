-- On every reference date each municipality of that time is in exactly one size class (parts add up to the whole).
SELECT datum.peildatum, gemeente.nis, count(klasse.gebied_id) AS klassen
FROM (SELECT DISTINCT peildatum FROM lid_grootteklasse) AS datum
JOIN indeling ON datum.peildatum >= indeling.van AND datum.peildatum < indeling.tot
JOIN gemeente ON gemeente.indeling = indeling.indeling
LEFT JOIN lid_grootteklasse AS klasse
    ON klasse.peildatum = datum.peildatum AND klasse.indeling = gemeente.indeling AND klasse.nis = gemeente.nis
GROUP BY datum.peildatum, gemeente.nis
HAVING count(klasse.gebied_id) <> 1;
