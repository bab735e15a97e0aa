-- In the source's own totals a part is never more than the whole it is part of.
SELECT
    moment.indicator, moment.categorie, moment.periode, moment.weergave, teller.gebied_id,
    teller.waarde AS deel, noemer.waarde AS geheel
FROM brontotaal_moment AS teller
JOIN moment ON moment.momentnr = teller.momentnr
JOIN indicator ON indicator.indicator = moment.indicator AND indicator.deel_van
JOIN brontotaal_moment AS noemer
    ON noemer.rol = 'noemer'
    AND noemer.momentnr = teller.momentnr
    AND noemer.soort = teller.soort
    AND noemer.gebied_id = teller.gebied_id
    AND noemer.peildatum IS NOT DISTINCT FROM teller.peildatum
WHERE teller.rol = 'teller' AND teller.waarde > noemer.waarde;
