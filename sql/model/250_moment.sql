-- Every period a figure can be asked for: the delivered ones; the means of a half-year and a year over the months of a monthly
-- stock; the sums of a year and of eight quarters over the quarters of a flow, unless the source delivered that sum itself.
-- delen_nodig: how many delivered periods it takes; samenvoeging: none, gemiddelde or som.
-- momentnr numbers the moments; deelmoment those with the same parts (260): both views may share them.
-- Grain: (indicator, dimensie, categorie, telling, periode, weergave).
CREATE TABLE moment AS
WITH tijdvak AS (
    SELECT
        moment_geleverd.*, 'jaargemiddelde' AS samen_telling, 'gemiddelde' AS samenvoeging, 12 AS nodig,
        strftime(van, '%Y') AS samen, date_trunc('year', van)::DATE AS begin,
        (date_trunc('year', van) + INTERVAL 1 YEAR)::DATE AS einde
    FROM moment_geleverd
    WHERE telling = 'stand' AND dimensie = '' AND tot = van + INTERVAL 1 MONTH
    UNION ALL
    SELECT
        moment_geleverd.*, 'halfjaargemiddelde', 'gemiddelde', 6,
        strftime(van, '%Y') || CASE WHEN month(van) <= 6 THEN '-H1' ELSE '-H2' END,
        CASE WHEN month(van) <= 6 THEN make_date(year(van), 1, 1) ELSE make_date(year(van), 7, 1) END,
        CASE WHEN month(van) <= 6 THEN make_date(year(van), 7, 1) ELSE make_date(year(van) + 1, 1, 1) END
    FROM moment_geleverd
    WHERE telling = 'stand' AND dimensie = '' AND tot = van + INTERVAL 1 MONTH
    UNION ALL
    SELECT
        moment_geleverd.*, 'stroom', 'som', 4, strftime(van, '%Y'), date_trunc('year', van)::DATE,
        (date_trunc('year', van) + INTERVAL 1 YEAR)::DATE
    FROM moment_geleverd
    WHERE telling = 'stroom' AND tot = van + INTERVAL 3 MONTH
    UNION ALL
    SELECT
        kwartaal.*, 'stroom', 'som', 8,
        strftime(einde.van - INTERVAL 21 MONTH, '%Y') || '-K' || quarter(einde.van - INTERVAL 21 MONTH)
        || '..' || einde.periode,
        (einde.van - INTERVAL 21 MONTH)::DATE, einde.tot
    FROM moment_geleverd AS einde
    JOIN indicator ON indicator.indicator = einde.indicator AND indicator.venster = 8
    JOIN moment_geleverd AS kwartaal
        ON kwartaal.indicator = einde.indicator
        AND kwartaal.dimensie = einde.dimensie
        AND kwartaal.categorie = einde.categorie
        AND kwartaal.weergave = einde.weergave
        AND kwartaal.tot = kwartaal.van + INTERVAL 3 MONTH
        AND kwartaal.van <= einde.van
        AND kwartaal.van >= einde.van - INTERVAL 21 MONTH
    WHERE einde.telling = 'stroom' AND einde.tot = einde.van + INTERVAL 3 MONTH
),
samengevoegd AS (
    SELECT
        indicator, dimensie, categorie, samen_telling AS telling, samen AS periode, weergave, begin AS van, einde AS tot,
        max(teller_indeling) AS teller_indeling, max(noemer_indeling) AS noemer_indeling, max(meet_indeling) AS meet_indeling,
        CASE WHEN min(noemer_periode) = max(noemer_periode) THEN min(noemer_periode) ELSE samen END AS noemer_periode,
        samenvoeging, nodig AS delen_nodig, bool_or(voorlopig) AS voorlopig, TRUE AS berekend,
        bool_and(rijp) AS rijp, bool_or(gemengd) AS gemengd,
        CASE
            WHEN bool_or(herkomst = 'voorbeeld') THEN 'voorbeeld'
            WHEN bool_or(herkomst = 'geschat') THEN 'geschat'
            ELSE 'gepubliceerd'
        END AS herkomst,
        count(DISTINCT periode) AS delen
    FROM tijdvak
    GROUP BY indicator, dimensie, categorie, samen_telling, samen, weergave, begin, einde, samenvoeging, nodig
),
ieder AS (
    SELECT
        indicator, dimensie, categorie, telling, periode, weergave, van, tot, teller_indeling, noemer_indeling, meet_indeling,
        noemer_periode, 'geen' AS samenvoeging, 1 AS delen_nodig, voorlopig, berekend, rijp, gemengd, herkomst
    FROM moment_geleverd
    UNION ALL
    SELECT
        indicator, dimensie, categorie, telling, periode, weergave, van, tot, teller_indeling, noemer_indeling, meet_indeling,
        noemer_periode, samenvoeging, delen_nodig, voorlopig, berekend, rijp, gemengd, herkomst
    FROM samengevoegd
    WHERE
        delen > 1
        AND (delen = delen_nodig OR samenvoeging = 'gemiddelde')
        AND NOT EXISTS (
            FROM moment_geleverd
            WHERE
                moment_geleverd.indicator = samengevoegd.indicator
                AND moment_geleverd.dimensie = samengevoegd.dimensie
                AND moment_geleverd.categorie = samengevoegd.categorie
                AND moment_geleverd.telling = samengevoegd.telling
                AND moment_geleverd.periode = samengevoegd.periode
                AND moment_geleverd.weergave = samengevoegd.weergave
        )
)
SELECT
    row_number() OVER (
        ORDER BY indicator, dimensie, categorie, telling, van, tot, periode, weergave
    )::INTEGER AS momentnr,
    dense_rank() OVER (
        ORDER BY indicator, dimensie, categorie, telling, periode, teller_indeling, noemer_indeling
    )::INTEGER AS deelmoment,
    ieder.*
FROM ieder
ORDER BY momentnr;
