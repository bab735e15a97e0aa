-- Which delivered division serves a series and period: `huidig` takes the coarsest (nearest to today's municipalities),
-- `destijds` the division of the period itself, or else the next coarser one. Grain: (reeks, periode, weergave).
CREATE TABLE leveringkeuze AS
WITH gekozen AS (
    SELECT reeks, periode, 'huidig' AS weergave, max(indeling) AS indeling
    FROM levering
    GROUP BY reeks, periode
    UNION ALL
    SELECT
        levering.reeks, levering.periode, 'destijds' AS weergave,
        coalesce(min(levering.indeling) FILTER (WHERE levering.indeling >= toen.indeling), max(levering.indeling)) AS indeling
    FROM levering
    JOIN indeling AS toen ON levering.van >= toen.van AND levering.van < toen.tot
    GROUP BY levering.reeks, levering.periode
)
SELECT gekozen.weergave, levering.*
FROM gekozen
JOIN levering
    ON levering.reeks = gekozen.reeks
    AND levering.periode = gekozen.periode
    AND levering.indeling = gekozen.indeling
ORDER BY levering.reeks, levering.periode, gekozen.weergave;
