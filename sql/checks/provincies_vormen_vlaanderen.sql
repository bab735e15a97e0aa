-- In every division each municipality belongs to exactly one province (parts add up to the whole).
SELECT gemeente.indeling, gemeente.nis, count(lidmaatschap.gebied_id) AS provincies
FROM gemeente
LEFT JOIN lidmaatschap
    ON lidmaatschap.soort = 'provincie'
    AND lidmaatschap.indeling = gemeente.indeling
    AND lidmaatschap.nis = gemeente.nis
GROUP BY gemeente.indeling, gemeente.nis
HAVING count(lidmaatschap.gebied_id) <> 1;
