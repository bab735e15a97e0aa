-- The dates on which size classes are known. Grain: peildatum.
SELECT DISTINCT peildatum
FROM lid_grootteklasse
ORDER BY peildatum;
