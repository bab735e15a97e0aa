-- Every area a reader can choose today. Grain: gebied_id. Columns soort, gebied_id, naam, zekerheid, volledig, periode_tekst,
-- opmerking. Municipalities are today's; Vlaanderen and the size classes are named by the catalogue.
SELECT soort, gebied_id, naam, zekerheid, volledig, periode_tekst, opmerking
FROM gebied
UNION ALL
SELECT 'gemeente' AS soort, nis AS gebied_id, naam, '' AS zekerheid, TRUE AS volledig, '' AS periode_tekst, '' AS opmerking
FROM gemeente
WHERE indeling = (SELECT max(indeling) FROM indeling);
