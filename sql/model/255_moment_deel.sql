-- Which delivered periods a mean or sum is made of. Grain: (moment of 250 with samenvoeging, delivered periode).
CREATE VIEW moment_deel AS
SELECT
    moment.momentnr, moment.deelmoment,
    moment.indicator, moment.dimensie, moment.categorie, moment.telling, moment.periode, moment.weergave,
    moment.teller_indeling, moment.noemer_indeling, moment.meet_indeling, moment.samenvoeging, moment.delen_nodig,
    geleverd.periode AS deelperiode, geleverd.teller_indeling AS deel_teller_indeling,
    geleverd.noemer_indeling AS deel_noemer_indeling, geleverd.meet_indeling AS deel_meet_indeling
FROM moment
JOIN moment AS geleverd
    ON geleverd.indicator = moment.indicator
    AND geleverd.dimensie = moment.dimensie
    AND geleverd.categorie = moment.categorie
    AND geleverd.weergave = moment.weergave
    AND geleverd.samenvoeging = 'geen'
    AND geleverd.van >= moment.van
    AND geleverd.tot <= moment.tot
    AND geleverd.tot = geleverd.van + CASE moment.samenvoeging WHEN 'gemiddelde' THEN INTERVAL 1 MONTH ELSE INTERVAL 3 MONTH END
WHERE moment.samenvoeging <> 'geen';
