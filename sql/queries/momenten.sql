-- The periods an indicator is known for. Grain: (telling, periode). rijp: the outcome can be known. Parameters: indicator, dimensie.
SELECT DISTINCT telling, periode, van, tot, samenvoeging, rijp, voorlopig, herkomst
FROM moment
WHERE indicator = $indicator AND dimensie = $dimensie
ORDER BY telling, van;
