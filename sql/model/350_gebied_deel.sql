-- From area to the parts it is summed from, for every measuring division. A part with lidstatus `grens` counts but has no
-- figure. Under `destijds` an area is shown in the division of the month, or in the measuring division where that is coarser.
-- Grain: (weergave, soort, gebied_id, peildatum, van, meet_indeling, toon_indeling, nis).
CREATE TABLE gebied_deel AS
SELECT
    toon.weergave, toon.soort, toon.gebied_id, toon.peildatum,
    CASE
        WHEN toon.weergave = 'huidig' OR toon.toon_indeling = afstamming.indeling THEN toon.van
        ELSE greatest(toon.van, indeling.van)
    END AS van,
    CASE WHEN toon.weergave = 'huidig' THEN toon.tot ELSE least(toon.tot, indeling.tot) END AS tot,
    afstamming.indeling AS meet_indeling, toon.toon_indeling, toon.toon_nis, afstamming.nis, toon.lidstatus
FROM gebied_toon AS toon
JOIN afstamming ON afstamming.doel = toon.toon_indeling AND afstamming.doel_nis = toon.toon_nis
JOIN indeling ON indeling.indeling = toon.toon_indeling
WHERE
    toon.weergave = 'huidig'
    OR (toon.van < indeling.tot AND (toon.toon_indeling = afstamming.indeling OR toon.tot > indeling.van))
ORDER BY ALL;
