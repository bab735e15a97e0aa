-- Every municipality of every division, with its successor of today. Grain: (indeling, nis).
SELECT
    gemeente.indeling, gemeente.nis, gemeente.naam, gemeente.provincie,
    afstamming.doel_nis AS nis_vandaag, vandaag.naam AS naam_vandaag
FROM gemeente
JOIN afstamming ON afstamming.indeling = gemeente.indeling AND afstamming.nis = gemeente.nis
JOIN gemeente AS vandaag ON vandaag.indeling = afstamming.doel AND vandaag.nis = afstamming.doel_nis
WHERE afstamming.doel = (SELECT max(indeling) FROM indeling)
ORDER BY gemeente.indeling, gemeente.nis;
