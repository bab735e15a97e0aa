-- Every moment a figure is kept of (370). Grain: momentnr.
SELECT momentnr, indicator, dimensie, categorie, telling, periode, van, meet_indeling, noemer_periode, voorlopig
FROM moment
WHERE weergave = 'huidig'
ORDER BY momentnr;
