-- The parts of every moment: as delivered, or as the mean or sum over the periods it is made of, carried to the coarsest division
-- among them; such a part is known only when every period of every predecessor is.
-- Grain: (deelmoment, nis).
CREATE TABLE deel AS
WITH geleverd AS (
    SELECT DISTINCT
        deelmoment, indicator, dimensie, categorie, periode, teller_indeling, noemer_indeling
    FROM moment
    WHERE samenvoeging = 'geen'
),
samen AS (
    SELECT DISTINCT
        deelmoment, indicator, dimensie, categorie, meet_indeling, samenvoeging, delen_nodig, deelperiode, deel_teller_indeling, deel_noemer_indeling, deel_meet_indeling
    FROM moment_deel
    -- Both views may measure in the same divisions from other deliveries: one row a period, of the coarsest (huidig).
    QUALIFY row_number() OVER (
        PARTITION BY deelmoment, deelperiode ORDER BY weergave DESC
    ) = 1
)
SELECT
    geleverd.deelmoment, deel_geleverd.nis,
    deel_geleverd.teller_onder, deel_geleverd.teller_boven, deel_geleverd.noemer_onder, deel_geleverd.noemer_boven
FROM geleverd
JOIN deel_geleverd
    ON deel_geleverd.indicator = geleverd.indicator
    AND deel_geleverd.dimensie = geleverd.dimensie
    AND deel_geleverd.categorie = geleverd.categorie
    AND deel_geleverd.periode = geleverd.periode
    AND deel_geleverd.teller_indeling = geleverd.teller_indeling
    AND deel_geleverd.noemer_indeling = geleverd.noemer_indeling
UNION ALL
SELECT
    samen.deelmoment, afstamming.doel_nis AS nis,
    CASE WHEN count(deel_geleverd.teller_onder) = count(*) AND count(DISTINCT samen.deelperiode) = samen.delen_nodig
        THEN sum(deel_geleverd.teller_onder) / if(samen.samenvoeging = 'som', 1, samen.delen_nodig) END AS teller_onder,
    CASE WHEN count(deel_geleverd.teller_onder) = count(*) AND count(DISTINCT samen.deelperiode) = samen.delen_nodig
        THEN sum(deel_geleverd.teller_boven) / if(samen.samenvoeging = 'som', 1, samen.delen_nodig) END AS teller_boven,
    CASE WHEN count(deel_geleverd.noemer_onder) = count(*) AND count(DISTINCT samen.deelperiode) = samen.delen_nodig
        THEN sum(deel_geleverd.noemer_onder) / if(samen.samenvoeging = 'som', 1, samen.delen_nodig) END AS noemer_onder,
    CASE WHEN count(deel_geleverd.noemer_onder) = count(*) AND count(DISTINCT samen.deelperiode) = samen.delen_nodig
        THEN sum(deel_geleverd.noemer_boven) / if(samen.samenvoeging = 'som', 1, samen.delen_nodig) END AS noemer_boven
FROM samen
JOIN deel_geleverd
    ON deel_geleverd.indicator = samen.indicator
    AND deel_geleverd.dimensie = samen.dimensie
    AND deel_geleverd.categorie = samen.categorie
    AND deel_geleverd.periode = samen.deelperiode
    AND deel_geleverd.teller_indeling = samen.deel_teller_indeling
    AND deel_geleverd.noemer_indeling = samen.deel_noemer_indeling
JOIN afstamming
    ON afstamming.indeling = samen.deel_meet_indeling
    AND afstamming.nis = deel_geleverd.nis
    AND afstamming.doel = samen.meet_indeling
GROUP BY samen.deelmoment, samen.samenvoeging, samen.delen_nodig, afstamming.doel_nis
ORDER BY deelmoment, nis;
