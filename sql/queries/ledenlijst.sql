-- The memberships of a kind as they were stated, with what is known of each region. Grain: (gebied_id, indeling, nis, van).
-- Parameters: soort.
SELECT
    gebied.soort, gebied.gebied_id, gebied.naam, lidmaatschap.indeling, lidmaatschap.nis,
    strftime(lidmaatschap.van, '%Y-%m-%d') AS van, strftime(lidmaatschap.tot, '%Y-%m-%d') AS tot,
    lidmaatschap.zekerheid, gebied.volledig, gebied.periode_tekst, gebied.opmerking
FROM lidmaatschap
JOIN gebied ON gebied.gebied_id = lidmaatschap.gebied_id
WHERE lidmaatschap.soort = $soort
ORDER BY gebied.gebied_id, lidmaatschap.van, lidmaatschap.indeling, lidmaatschap.nis;
