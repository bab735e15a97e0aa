-- Inhabitants of every municipality, for the share of inhabitants a figure covers and for what a merger carried over:
-- 1 January of the last year in which its whole division is known. Grain: (indeling, nis).
CREATE TABLE gewicht AS
WITH volledig AS (
    SELECT cel.indeling, max(cel.periode) AS periode
    FROM (
        SELECT indeling, periode
        FROM cel
        WHERE reeks = 'inwoners'
        GROUP BY indeling, periode
        HAVING count(*) = count(onder)
    ) AS cel
    GROUP BY cel.indeling
)
SELECT cel.indeling, cel.nis, cel.onder AS inwoners
FROM cel
JOIN volledig ON volledig.indeling = cel.indeling AND volledig.periode = cel.periode
WHERE cel.reeks = 'inwoners'
ORDER BY cel.indeling, cel.nis;
