-- The kinds of area whose figures the load kept (370), with the reference date of size classes.
SELECT DISTINCT soort, peildatum
FROM cijfer
ORDER BY soort;
