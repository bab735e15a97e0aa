-- Totals the source itself publishes, as numerator or denominator of an area, where the area shown is exactly the territory the
-- source counted (the area in the total's own division, at the latest while that division lasted). A total needs all series of its
-- role; a mean or sum needs the total of every period it is made of, all for that territory.
-- Grain: (momentnr, rol, soort, gebied_id, peildatum).
CREATE TABLE brontotaal_moment AS
WITH grondgebied AS (
    SELECT
        deel.weergave, deel.soort, deel.gebied_id, deel.peildatum, deel.van, deel.tot, deel.meet_indeling,
        dense_rank() OVER (ORDER BY list(DISTINCT oudste.nis ORDER BY oudste.nis)) AS grond
    FROM gebied_deel AS deel
    JOIN afstamming AS oudste
        ON oudste.doel = deel.meet_indeling
        AND oudste.doel_nis = deel.nis
        AND oudste.indeling = (SELECT min(indeling) FROM indeling)
    WHERE (deel.soort, deel.gebied_id) IN (SELECT (soort, gebied_id) FROM brontotaal)
    GROUP BY deel.weergave, deel.soort, deel.gebied_id, deel.peildatum, deel.van, deel.tot, deel.meet_indeling
    HAVING count(*) FILTER (WHERE deel.lidstatus <> 'lid') = 0
),
geteld AS (
    SELECT DISTINCT brontotaal.*, gebied.grond
    FROM brontotaal
    JOIN levering
        ON levering.reeks = brontotaal.reeks
        AND levering.periode = brontotaal.periode
        AND levering.indeling = brontotaal.indeling
    JOIN grondgebied AS gebied
        ON gebied.weergave = 'destijds'
        AND gebied.soort = brontotaal.soort
        AND gebied.gebied_id = brontotaal.gebied_id
        AND gebied.peildatum IS NOT DISTINCT FROM brontotaal.peildatum
        AND gebied.meet_indeling = brontotaal.indeling
    JOIN indeling ON indeling.indeling = brontotaal.indeling
    WHERE
        least(levering.van, indeling.tot - 1) >= gebied.van
        AND least(levering.van, indeling.tot - 1) < gebied.tot
),
geleverd AS (
    SELECT
        moment.momentnr, moment.indicator, moment.dimensie, moment.categorie, moment.periode, moment.weergave,
        onderdeel.rol, geteld.soort, geteld.gebied_id, geteld.peildatum, geteld.grond,
        sum(onderdeel.teken * geteld.waarde) AS waarde,
        count(DISTINCT onderdeel.reeks) AS reeksen
    FROM moment
    JOIN onderdeel
        ON onderdeel.indicator = moment.indicator
        AND onderdeel.dimensie = moment.dimensie
        AND onderdeel.categorie = moment.categorie
    JOIN geteld
        ON geteld.reeks = onderdeel.reeks
        AND geteld.periode = CASE onderdeel.rol WHEN 'teller' THEN moment.periode ELSE moment.noemer_periode END
        AND geteld.indeling = CASE onderdeel.rol WHEN 'teller' THEN moment.teller_indeling ELSE moment.noemer_indeling END
    WHERE moment.samenvoeging = 'geen'
    GROUP BY
        moment.momentnr, moment.indicator, moment.dimensie, moment.categorie, moment.periode, moment.weergave,
        onderdeel.rol, geteld.soort, geteld.gebied_id, geteld.peildatum, geteld.grond
),
volledig AS (
    SELECT geleverd.* EXCLUDE (reeksen)
    FROM geleverd
    JOIN (
        SELECT indicator, dimensie, categorie, rol, count(*) AS nodig
        FROM onderdeel
        GROUP BY indicator, dimensie, categorie, rol
    ) AS onderdelen
        ON onderdelen.indicator = geleverd.indicator
        AND onderdelen.dimensie = geleverd.dimensie
        AND onderdelen.categorie = geleverd.categorie
        AND onderdelen.rol = geleverd.rol
        AND onderdelen.nodig = geleverd.reeksen
),
gevraagd AS (
    SELECT momentnr, rol, soort, gebied_id, peildatum, grond, waarde
    FROM volledig
    UNION ALL
    SELECT
        moment_deel.momentnr, volledig.rol, volledig.soort, volledig.gebied_id, volledig.peildatum, volledig.grond,
        sum(volledig.waarde) / if(moment_deel.samenvoeging = 'som', 1, moment_deel.delen_nodig) AS waarde
    FROM moment_deel
    JOIN volledig
        ON volledig.indicator = moment_deel.indicator
        AND volledig.dimensie = moment_deel.dimensie
        AND volledig.categorie = moment_deel.categorie
        AND volledig.periode = moment_deel.deelperiode
        AND volledig.weergave = moment_deel.weergave
    GROUP BY
        moment_deel.momentnr, moment_deel.samenvoeging, moment_deel.delen_nodig, volledig.rol, volledig.soort,
        volledig.gebied_id, volledig.peildatum, volledig.grond
    HAVING count(*) = moment_deel.delen_nodig
)
SELECT gevraagd.* EXCLUDE (grond)
FROM gevraagd
JOIN moment ON moment.momentnr = gevraagd.momentnr
JOIN grondgebied
    ON grondgebied.weergave = moment.weergave
    AND grondgebied.soort = gevraagd.soort
    AND grondgebied.gebied_id = gevraagd.gebied_id
    AND grondgebied.peildatum IS NOT DISTINCT FROM gevraagd.peildatum
    AND grondgebied.grond = gevraagd.grond
    AND grondgebied.meet_indeling = moment.meet_indeling
    AND moment.van >= grondgebied.van
    AND moment.van < grondgebied.tot
ORDER BY ALL;
