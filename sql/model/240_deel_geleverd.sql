-- Numerator and denominator of every part (a municipality of the measuring division), as bounds, for delivered periods.
-- A part is known only when all its predecessors are known, in all series. Grain: (indicator, dimensie, categorie, periode,
-- teller_indeling, noemer_indeling, nis).
CREATE TEMP TABLE deel_geleverd AS
WITH variant AS (
    SELECT DISTINCT
        indicator, dimensie, categorie, periode, teller_indeling, noemer_indeling, meet_indeling, noemer_periode
    FROM moment_geleverd
),
gevraagd AS (
    SELECT
        variant.*, onderdeel.rol, onderdeel.reeks, onderdeel.teken,
        CASE onderdeel.rol WHEN 'teller' THEN variant.periode ELSE variant.noemer_periode END AS bronperiode,
        CASE onderdeel.rol WHEN 'teller' THEN variant.teller_indeling ELSE variant.noemer_indeling END AS rol_indeling
    FROM variant
    JOIN onderdeel
        ON onderdeel.indicator = variant.indicator
        AND onderdeel.dimensie = variant.dimensie
        AND onderdeel.categorie = variant.categorie
),
geleverd AS (
    SELECT
        gevraagd.indicator, gevraagd.dimensie, gevraagd.categorie, gevraagd.periode, gevraagd.teller_indeling,
        gevraagd.noemer_indeling, gevraagd.meet_indeling, gevraagd.rol, gevraagd.reeks, gevraagd.teken, gevraagd.bronperiode,
        max(levering.indeling) AS indeling
    FROM gevraagd
    JOIN levering
        ON levering.reeks = gevraagd.reeks
        AND levering.periode = gevraagd.bronperiode
        AND levering.indeling <= gevraagd.rol_indeling
    GROUP BY ALL
),
cel_in_deel AS (
    SELECT
        geleverd.indicator, geleverd.dimensie, geleverd.categorie, geleverd.periode, geleverd.teller_indeling,
        geleverd.noemer_indeling, geleverd.meet_indeling, geleverd.rol, afstamming.doel_nis AS nis,
        CASE geleverd.teken WHEN 1 THEN cel.onder ELSE -cel.boven END AS onder,
        CASE geleverd.teken WHEN 1 THEN cel.boven ELSE -cel.onder END AS boven
    FROM geleverd
    JOIN cel
        ON cel.reeks = geleverd.reeks
        AND cel.periode = geleverd.bronperiode
        AND cel.indeling = geleverd.indeling
    JOIN afstamming
        ON afstamming.indeling = cel.indeling
        AND afstamming.nis = cel.nis
        AND afstamming.doel = geleverd.meet_indeling
)
SELECT
    indicator, dimensie, categorie, periode, teller_indeling, noemer_indeling, meet_indeling, nis,
    CASE WHEN count(*) FILTER (WHERE rol = 'teller' AND onder IS NULL) = 0
        THEN greatest(0, sum(onder) FILTER (WHERE rol = 'teller')) END AS teller_onder,
    CASE WHEN count(*) FILTER (WHERE rol = 'teller' AND onder IS NULL) = 0
        THEN greatest(0, sum(boven) FILTER (WHERE rol = 'teller')) END AS teller_boven,
    CASE WHEN count(*) FILTER (WHERE rol = 'noemer' AND onder IS NULL) = 0
        THEN sum(onder) FILTER (WHERE rol = 'noemer') END AS noemer_onder,
    CASE WHEN count(*) FILTER (WHERE rol = 'noemer' AND onder IS NULL) = 0
        THEN sum(boven) FILTER (WHERE rol = 'noemer') END AS noemer_boven
FROM cel_in_deel
GROUP BY indicator, dimensie, categorie, periode, teller_indeling, noemer_indeling, meet_indeling, nis
ORDER BY indicator, dimensie, categorie, periode, teller_indeling, noemer_indeling, nis;
