-- The figures of an indicator: one row per area, period and category, with bounds, status and coverage.
-- $groep TRUE sums the chosen areas into one. $gebieden empty means all areas of the kind. $van, $tot bound the period's start.
-- Parameters: indicator, dimensie ('' for none), telling, weergave (huidig|destijds), soort, peildatum (or NULL), gebieden,
-- groep, van, tot. Rows in no order.
WITH gekozen AS (
    SELECT moment.*, indicator.soort AS indicatorsoort, indicator.factor, indicator.is_ratio, indicator.deel_van
    FROM moment
    JOIN indicator ON indicator.indicator = moment.indicator
    WHERE
        moment.indicator = $indicator
        AND moment.dimensie = $dimensie
        AND moment.telling = $telling
        AND moment.weergave = $weergave
        AND moment.van >= $van
        AND moment.van < $tot
),
gebied AS (
    SELECT *, CASE WHEN $groep THEN 'groep' ELSE gebied_id END AS toon_id
    FROM gebied_deel
    WHERE
        weergave = $weergave
        AND soort = $soort
        AND peildatum IS NOT DISTINCT FROM $peildatum
        AND (len($gebieden) = 0 OR list_contains($gebieden, gebied_id))
),
part AS (
    SELECT
        gekozen.categorie, gekozen.periode, gebied.toon_id, gebied.toon_indeling, gebied.toon_nis, gebied.lidstatus,
        coalesce(gewicht.inwoners, 0) AS inwoners,
        deel.teller_onder, deel.teller_boven, deel.noemer_onder, deel.noemer_boven,
        coalesce(
            gebied.lidstatus <> 'grens' AND deel.teller_onder IS NOT NULL
            AND (deel.noemer_onder IS NOT NULL OR NOT gekozen.is_ratio), FALSE
        ) AS bekend
    FROM gekozen
    JOIN gebied
        ON gebied.meet_indeling = gekozen.meet_indeling
        AND gekozen.van >= gebied.van
        AND gekozen.van < gebied.tot
    LEFT JOIN deel
        ON deel.indicator = gekozen.indicator
        AND deel.dimensie = gekozen.dimensie
        AND deel.categorie = gekozen.categorie
        AND deel.telling = gekozen.telling
        AND deel.periode = gekozen.periode
        AND deel.teller_indeling = gekozen.teller_indeling
        AND deel.noemer_indeling = gekozen.noemer_indeling
        AND deel.nis = gebied.nis
    LEFT JOIN gewicht ON gewicht.indeling = gekozen.meet_indeling AND gewicht.nis = gebied.nis
),
som AS (
    SELECT
        toon_id AS gebied_id, categorie, periode, max(toon_indeling) AS toon_indeling,
        count(*) AS delen,
        count(*) FILTER (WHERE bekend) AS bekend,
        count(*) FILTER (WHERE lidstatus = 'grens') AS grens,
        count(*) FILTER (WHERE lidstatus = 'aangenomen') AS aangenomen,
        count(*) FILTER (WHERE bekend AND (teller_onder < teller_boven OR noemer_onder < noemer_boven)) AS gemaskeerd,
        sum(inwoners) AS inwoners,
        sum(inwoners) FILTER (WHERE bekend) AS inwoners_bekend,
        sum(teller_onder) FILTER (WHERE bekend) AS teller_onder,
        sum(teller_boven) FILTER (WHERE bekend) AS teller_boven,
        sum(noemer_onder) FILTER (WHERE bekend) AS noemer_onder,
        sum(noemer_boven) FILTER (WHERE bekend) AS noemer_boven,
        any_value(toon_nis) AS toon_nis,
        count(DISTINCT (toon_indeling, toon_nis)) AS gemeenten
    FROM part
    GROUP BY toon_id, categorie, periode
),
geteld AS (
    SELECT
        gekozen.categorie, gekozen.periode, gekozen.van, gekozen.noemer_periode, gekozen.voorlopig, gekozen.herkomst,
        gekozen.indicatorsoort, gekozen.factor, gekozen.is_ratio, gekozen.deel_van, gekozen.meet_indeling,
        som.gebied_id, som.toon_indeling, som.delen, som.bekend, som.grens, som.aangenomen, som.gemaskeerd, som.gemeenten,
        CASE
            WHEN som.bekend = som.delen THEN 1.0
            ELSE coalesce(som.inwoners_bekend, 0) / nullif(som.inwoners, 0)
        END AS dekking_inwoners,
        coalesce(totaal.teller, som.teller_onder) AS teller_onder,
        coalesce(totaal.teller, som.teller_boven) AS teller_boven,
        som.noemer_onder, som.noemer_boven,
        totaal.teller IS NOT NULL AS cijfer_van_bron,
        gekozen.berekend OR gekozen.is_ratio OR som.delen > 1 AS berekend
    FROM som
    JOIN gekozen ON gekozen.categorie = som.categorie AND gekozen.periode = som.periode
    LEFT JOIN brontotaal_moment AS totaal
        ON totaal.indicator = gekozen.indicator
        AND totaal.dimensie = gekozen.dimensie
        AND totaal.categorie = gekozen.categorie
        AND totaal.telling = gekozen.telling
        AND totaal.periode = gekozen.periode
        AND totaal.weergave = gekozen.weergave
        AND totaal.soort = $soort
        AND totaal.gebied_id = som.gebied_id
        AND (som.bekend = som.delen OR NOT gekozen.is_ratio)
),
beoordeeld AS (
    SELECT
        geteld.*,
        CASE
            WHEN bekend = 0 AND NOT cijfer_van_bron THEN 'ontbreekt'
            WHEN is_ratio AND noemer_boven = 0 THEN 'niet_van_toepassing'
            WHEN is_ratio AND indicatorsoort <> 'dichtheid' AND noemer_onder < 10 THEN 'te_klein'
            WHEN teller_onder < teller_boven OR noemer_onder < noemer_boven THEN 'gemaskeerd'
            WHEN voorlopig THEN 'voorlopig'
            ELSE 'definitief'
        END AS status
    FROM geteld
)
SELECT
    gebied_id, categorie, periode, van, toon_indeling, meet_indeling, noemer_periode, herkomst, voorlopig, cijfer_van_bron,
    CASE WHEN cijfer_van_bron AND NOT is_ratio THEN FALSE ELSE berekend END AS berekend,
    delen, bekend, grens, aangenomen, gemaskeerd, gemeenten, dekking_inwoners, status,
    teller_onder, teller_boven, noemer_onder, noemer_boven,
    CASE
        WHEN NOT is_ratio THEN teller_onder
        WHEN status IN ('gemaskeerd', 'voorlopig', 'definitief') THEN factor * teller_onder / noemer_boven
    END AS onder,
    CASE
        WHEN NOT is_ratio THEN teller_boven
        WHEN status IN ('gemaskeerd', 'voorlopig', 'definitief') AND deel_van
            THEN least(factor, factor * teller_boven / noemer_onder)
        WHEN status IN ('gemaskeerd', 'voorlopig', 'definitief') THEN factor * teller_boven / noemer_onder
    END AS boven
FROM beoordeeld;
