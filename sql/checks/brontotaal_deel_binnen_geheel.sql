-- In the source's own totals a part is never more than the whole it is part of.
SELECT
    teller.indicator, teller.categorie, teller.periode, teller.weergave, teller.gebied_id,
    teller.waarde AS deel, noemer.waarde AS geheel
FROM brontotaal_moment AS teller
JOIN indicator ON indicator.indicator = teller.indicator AND indicator.deel_van
JOIN brontotaal_moment AS noemer
    ON noemer.rol = 'noemer'
    AND noemer.indicator = teller.indicator
    AND noemer.dimensie = teller.dimensie
    AND noemer.categorie = teller.categorie
    AND noemer.telling = teller.telling
    AND noemer.periode = teller.periode
    AND noemer.weergave = teller.weergave
    AND noemer.soort = teller.soort
    AND noemer.gebied_id = teller.gebied_id
    AND noemer.peildatum IS NOT DISTINCT FROM teller.peildatum
WHERE teller.rol = 'teller' AND teller.waarde > noemer.waarde;
