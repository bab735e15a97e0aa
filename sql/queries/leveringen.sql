-- What every source delivered, per series. Grain: reeks (totals only). Columns first and last period, the last stable one,
-- deliveries, real or sample, and how many cells are masked or missing.
SELECT
    reeks.bron, reeks.reeks,
    min(levering.periode) AS eerste, max(levering.periode) AS laatste,
    max(levering.periode) FILTER (WHERE levering.stabiel) AS stabiel_tot,
    count(DISTINCT levering.periode) AS perioden,
    min(levering.herkomst) AS herkomst, max(levering.herkomst) AS herkomst_ook,
    list(DISTINCT levering.indeling ORDER BY levering.indeling) AS indelingen,
    sum(telling.cellen)::BIGINT AS cellen, sum(telling.gemaskeerd)::BIGINT AS gemaskeerd, sum(telling.ontbreekt)::BIGINT AS ontbreekt
FROM reeks
JOIN levering ON levering.reeks = reeks.reeks
JOIN (
    SELECT
        reeks, periode, indeling, count(*) AS cellen,
        count(*) FILTER (WHERE onder < boven) AS gemaskeerd, count(*) FILTER (WHERE onder IS NULL) AS ontbreekt
    FROM cel
    GROUP BY reeks, periode, indeling
) AS telling
    ON telling.reeks = levering.reeks AND telling.periode = levering.periode AND telling.indeling = levering.indeling
GROUP BY reeks.bron, reeks.reeks
ORDER BY reeks.bron, reeks.reeks;
