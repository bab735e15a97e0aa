-- Both views of the municipalities (huidig, destijds) count the same for Vlaanderen, wherever both know every part exactly.
WITH som AS (
    SELECT
        moment.indicator, moment.dimensie, moment.categorie, moment.telling, moment.periode, moment.weergave,
        sum(deel.teller_onder) AS teller
    FROM moment
    JOIN indicator ON indicator.indicator = moment.indicator AND indicator.soort <> 'maat'
    JOIN deel ON deel.deelmoment = moment.deelmoment
    GROUP BY moment.indicator, moment.dimensie, moment.categorie, moment.telling, moment.periode, moment.weergave
    HAVING bool_and(coalesce(deel.teller_onder = deel.teller_boven, FALSE))
)
SELECT huidig.indicator, huidig.categorie, huidig.telling, huidig.periode, huidig.teller AS huidig, destijds.teller AS destijds
FROM som AS huidig
JOIN som AS destijds
    ON destijds.indicator = huidig.indicator
    AND destijds.dimensie = huidig.dimensie
    AND destijds.categorie = huidig.categorie
    AND destijds.telling = huidig.telling
    AND destijds.periode = huidig.periode
WHERE huidig.weergave = 'huidig' AND destijds.weergave = 'destijds' AND abs(huidig.teller - destijds.teller) > 1e-6;
