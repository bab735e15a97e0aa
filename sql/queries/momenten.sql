-- The periods an indicator is known for. Grain: (telling, periode). Parameters: indicator, dimensie.
SELECT DISTINCT telling, periode, van, tot, voorlopig, herkomst
FROM moment
WHERE indicator = $indicator AND dimensie = $dimensie
ORDER BY telling, van;
