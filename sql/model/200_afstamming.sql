-- Every municipality with itself and with its successor in every later division. Grain: (indeling, nis, doel).
CREATE TABLE afstamming AS
WITH RECURSIVE volgende AS (
    SELECT indeling, lead(indeling) OVER (ORDER BY indeling) AS doel
    FROM indeling
),
keten AS (
    SELECT indeling, nis, indeling AS doel, nis AS doel_nis
    FROM gemeente
    UNION ALL
    SELECT keten.indeling, keten.nis, volgende.doel, coalesce(fusie.nieuwe_nis, keten.doel_nis)
    FROM keten
    JOIN volgende ON volgende.indeling = keten.doel AND volgende.doel IS NOT NULL
    LEFT JOIN fusie ON fusie.oude_indeling = keten.doel AND fusie.oude_nis = keten.doel_nis
)
SELECT indeling, nis, doel, doel_nis
FROM keten
ORDER BY indeling, nis, doel;
