-- Bounds are numbers, in order, and a subset never exceeds its whole.
SELECT DISTINCT moment.indicator, moment.periode, deel.nis
FROM deel
JOIN moment ON moment.deelmoment = deel.deelmoment
JOIN indicator ON indicator.indicator = moment.indicator
WHERE
    deel.teller_onder > deel.teller_boven
    OR deel.noemer_onder > deel.noemer_boven
    OR isinf(deel.teller_boven) OR isnan(deel.teller_boven) OR isinf(deel.noemer_boven) OR isnan(deel.noemer_boven)
    OR (indicator.deel_van AND deel.teller_onder > deel.noemer_boven);
