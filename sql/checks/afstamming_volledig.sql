-- Every municipality reaches exactly one municipality of every later division, and every successor exists.
SELECT gemeente.indeling, gemeente.nis, indeling.indeling AS doel
FROM gemeente
JOIN indeling ON indeling.indeling >= gemeente.indeling
LEFT JOIN afstamming
    ON afstamming.indeling = gemeente.indeling
    AND afstamming.nis = gemeente.nis
    AND afstamming.doel = indeling.indeling
LEFT JOIN gemeente AS opvolger ON opvolger.indeling = afstamming.doel AND opvolger.nis = afstamming.doel_nis
GROUP BY gemeente.indeling, gemeente.nis, indeling.indeling
HAVING count(opvolger.nis) <> 1;
