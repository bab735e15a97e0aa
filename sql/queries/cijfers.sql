-- The figures of one or more indicators: one row per indicator, area, period and category, with bounds, status and coverage.
-- A total of the source stands in for the sum of the parts; in a ratio only beside a complete other side.
-- $groep TRUE sums the chosen areas into one. $gebieden empty means all areas of the kind.
-- $groepen and $lidstatussen, as long as $gebieden, instead sum areas into several groups, each area with the status given (an
-- area may be in more than one group); empty otherwise.
-- Parameters: indicatoren, dimensies ('' for none), tellingen and perioden (labels), as long as each other: what is asked;
-- weergave (huidig|destijds), soort, peildatum (or NULL), gebieden, groep, groepen, lidstatussen. Rows in no order.
WITH gevraagd AS (
    SELECT DISTINCT
        unnest($indicatoren::VARCHAR[]) AS indicator, unnest($dimensies::VARCHAR[]) AS dimensie,
        unnest($tellingen::VARCHAR[]) AS telling, unnest($perioden::VARCHAR[]) AS periode
),
gekozen AS (
    SELECT moment.*, indicator.soort AS indicatorsoort, indicator.factor, indicator.is_ratio, indicator.deel_van, indicator.gewogen
    FROM moment
    JOIN gevraagd
        ON gevraagd.indicator = moment.indicator
        AND gevraagd.dimensie = moment.dimensie
        AND gevraagd.telling = moment.telling
        AND gevraagd.periode = moment.periode
    JOIN indicator ON indicator.indicator = moment.indicator
    WHERE moment.weergave = $weergave
),
soort_deel AS (
    SELECT *
    FROM gebied_deel
    WHERE weergave = $weergave AND soort = $soort AND peildatum IS NOT DISTINCT FROM $peildatum
),
groepslid AS (
    SELECT
        unnest($gebieden::VARCHAR[]) AS gebied_id, unnest($groepen::VARCHAR[]) AS groep,
        unnest($lidstatussen::VARCHAR[]) AS lidstatus
),
gebied AS (
    SELECT *, CASE WHEN $groep THEN 'groep' ELSE gebied_id END AS toon_id
    FROM soort_deel
    WHERE len($groepen) = 0 AND (len($gebieden) = 0 OR list_contains($gebieden, gebied_id))
    UNION ALL BY NAME
    SELECT soort_deel.* EXCLUDE (lidstatus), groepslid.lidstatus, groepslid.groep AS toon_id
    FROM soort_deel
    JOIN groepslid ON groepslid.gebied_id = soort_deel.gebied_id
    WHERE len($groepen) > 0
),
part AS (
    SELECT
        gekozen.momentnr, gekozen.is_ratio, gebied.toon_id, gebied.toon_indeling, gebied.toon_nis,
        gebied.lidstatus,
        coalesce(gewicht.inwoners, 0) AS inwoners,
        CASE WHEN gebied.lidstatus <> 'grens' AND gekozen.rijp THEN deel.teller_onder END AS teller_onder,
        CASE WHEN gebied.lidstatus <> 'grens' AND gekozen.rijp THEN deel.teller_boven END AS teller_boven,
        CASE WHEN gebied.lidstatus <> 'grens' THEN deel.noemer_onder END AS noemer_onder,
        CASE WHEN gebied.lidstatus <> 'grens' THEN deel.noemer_boven END AS noemer_boven
    FROM gekozen
    JOIN gebied
        ON gebied.meet_indeling = gekozen.meet_indeling
        AND gekozen.van >= gebied.van
        AND gekozen.van < gebied.tot
    LEFT JOIN deel
        ON deel.deelmoment = gekozen.deelmoment
        AND deel.nis = gebied.nis
    LEFT JOIN gewicht ON gewicht.indeling = gekozen.meet_indeling AND gewicht.nis = gebied.nis
),
som AS (
    SELECT
        momentnr, toon_id AS gebied_id, max(toon_indeling) AS toon_indeling,
        count(*) AS delen,
        count(*) FILTER (WHERE bekend) AS bekend,
        count(*) FILTER (WHERE lidstatus = 'grens') AS grens,
        count(*) FILTER (WHERE lidstatus = 'aangenomen') AS aangenomen,
        count(*) FILTER (WHERE bekend AND (teller_onder < teller_boven OR noemer_onder < noemer_boven)) AS gemaskeerd,
        count(DISTINCT (toon_indeling, toon_nis)) AS gemeenten,
        sum(inwoners) AS inwoners,
        sum(inwoners) FILTER (WHERE bekend) AS inwoners_bekend,
        sum(teller_onder * inwoners) FILTER (WHERE bekend) AS gewogen_onder,
        sum(teller_boven * inwoners) FILTER (WHERE bekend) AS gewogen_boven,
        sum(teller_onder) FILTER (WHERE bekend) AS teller_onder,
        sum(teller_boven) FILTER (WHERE bekend) AS teller_boven,
        sum(noemer_onder) FILTER (WHERE bekend) AS noemer_onder,
        sum(noemer_boven) FILTER (WHERE bekend) AS noemer_boven,
        CASE WHEN count(teller_onder) = count(*) THEN sum(teller_onder) END AS hele_teller_onder,
        CASE WHEN count(teller_onder) = count(*) THEN sum(teller_boven) END AS hele_teller_boven,
        CASE WHEN count(noemer_onder) = count(*) THEN sum(noemer_onder) END AS hele_noemer_onder,
        CASE WHEN count(noemer_onder) = count(*) THEN sum(noemer_boven) END AS hele_noemer_boven
    FROM (
        SELECT *, teller_onder IS NOT NULL AND (noemer_onder IS NOT NULL OR NOT is_ratio) AS bekend
        FROM part
    )
    GROUP BY momentnr, toon_id
),
met_bron AS (
    SELECT
        gekozen.indicator, gekozen.dimensie, gekozen.categorie, gekozen.telling, gekozen.periode, gekozen.van,
        gekozen.noemer_periode, gekozen.voorlopig, gekozen.rijp, gekozen.gemengd, gekozen.indicatorsoort, gekozen.factor,
        gekozen.is_ratio, gekozen.deel_van, gekozen.gewogen, gekozen.meet_indeling, gekozen.herkomst, gekozen.berekend,
        gekozen.samenvoeging, som.*,
        teller.waarde AS bron_teller, noemer.waarde AS bron_noemer,
        coalesce(
            gekozen.rijp AND CASE
                WHEN NOT gekozen.is_ratio THEN teller.waarde IS NOT NULL
                ELSE (teller.waarde IS NOT NULL OR noemer.waarde IS NOT NULL)
                    AND coalesce(teller.waarde, som.hele_teller_onder) IS NOT NULL
                    AND coalesce(noemer.waarde, som.hele_noemer_onder) IS NOT NULL
            END, FALSE
        ) AS cijfer_van_bron
    FROM som
    JOIN gekozen ON gekozen.momentnr = som.momentnr
    LEFT JOIN brontotaal_moment AS teller
        ON teller.momentnr = som.momentnr
        AND teller.rol = 'teller'
        AND teller.soort = $soort
        AND teller.gebied_id = som.gebied_id
        AND teller.peildatum IS NOT DISTINCT FROM $peildatum
    LEFT JOIN brontotaal_moment AS noemer
        ON noemer.momentnr = som.momentnr
        AND noemer.rol = 'noemer'
        AND noemer.soort = $soort
        AND noemer.gebied_id = som.gebied_id
        AND noemer.peildatum IS NOT DISTINCT FROM $peildatum
),
geteld AS (
    SELECT
        momentnr, indicator, dimensie, categorie, telling, periode, van, noemer_periode, voorlopig, rijp, gemengd,
        indicatorsoort, factor, is_ratio, deel_van, meet_indeling, samenvoeging, gebied_id, toon_indeling, delen, grens, aangenomen,
        gemaskeerd, gemeenten, cijfer_van_bron, gewogen,
        CASE WHEN gewogen AND delen > 1 AND herkomst = 'gepubliceerd' THEN 'geschat' ELSE herkomst END AS herkomst,
        berekend OR is_ratio OR delen > 1 AS berekend,
        CASE WHEN cijfer_van_bron THEN delen ELSE bekend END AS bekend,
        CASE
            WHEN cijfer_van_bron OR bekend = delen THEN 1.0
            ELSE coalesce(inwoners_bekend, 0) / nullif(inwoners, 0)
        END AS dekking_inwoners,
        CASE
            WHEN gewogen AND delen > 1 THEN gewogen_onder / nullif(inwoners_bekend, 0)
            WHEN cijfer_van_bron THEN coalesce(bron_teller, hele_teller_onder)
            ELSE teller_onder
        END AS teller_onder,
        CASE
            WHEN gewogen AND delen > 1 THEN gewogen_boven / nullif(inwoners_bekend, 0)
            WHEN cijfer_van_bron THEN coalesce(bron_teller, hele_teller_boven)
            ELSE teller_boven
        END AS teller_boven,
        CASE WHEN cijfer_van_bron THEN coalesce(bron_noemer, hele_noemer_onder) ELSE noemer_onder END AS noemer_onder,
        CASE WHEN cijfer_van_bron THEN coalesce(bron_noemer, hele_noemer_boven) ELSE noemer_boven END AS noemer_boven
    FROM met_bron
),
beoordeeld AS (
    SELECT
        geteld.*,
        CASE
            WHEN gemengd THEN 'niet_berekenbaar'
            WHEN indicatorsoort = 'maat' AND delen > 1 AND NOT gewogen THEN 'niet_berekenbaar'
            WHEN NOT rijp THEN 'nog_niet_waarneembaar'
            WHEN bekend = 0 THEN 'ontbreekt'
            WHEN teller_onder IS NULL THEN 'niet_berekenbaar'
            WHEN is_ratio AND noemer_boven = 0 THEN 'niet_van_toepassing'
            WHEN is_ratio AND indicatorsoort <> 'dichtheid' AND noemer_onder < 10 THEN 'te_klein'
            WHEN teller_onder < teller_boven OR noemer_onder < noemer_boven THEN 'gemaskeerd'
            WHEN voorlopig THEN 'voorlopig'
            ELSE 'definitief'
        END AS status
    FROM geteld
)
SELECT
    $soort AS soort, $peildatum::DATE AS peildatum, momentnr, indicator, dimensie, gebied_id, categorie, telling, periode, van, toon_indeling, meet_indeling, noemer_periode, herkomst, voorlopig,
    cijfer_van_bron,
    CASE WHEN cijfer_van_bron AND NOT is_ratio AND samenvoeging = 'geen' THEN FALSE ELSE berekend END AS berekend,
    delen, bekend, grens, aangenomen, gemaskeerd, gemeenten, dekking_inwoners, status,
    CASE WHEN status IN ('niet_berekenbaar', 'nog_niet_waarneembaar') THEN NULL ELSE teller_onder END AS teller_onder,
    CASE WHEN status IN ('niet_berekenbaar', 'nog_niet_waarneembaar') THEN NULL ELSE teller_boven END AS teller_boven,
    CASE WHEN status = 'niet_berekenbaar' THEN NULL ELSE noemer_onder END AS noemer_onder,
    CASE WHEN status = 'niet_berekenbaar' THEN NULL ELSE noemer_boven END AS noemer_boven,
    CASE
        WHEN status NOT IN ('gemaskeerd', 'voorlopig', 'definitief') THEN NULL
        WHEN NOT is_ratio THEN teller_onder
        ELSE factor * teller_onder / noemer_boven
    END AS onder,
    CASE
        WHEN status NOT IN ('gemaskeerd', 'voorlopig', 'definitief') THEN NULL
        WHEN NOT is_ratio THEN teller_boven
        WHEN deel_van THEN least(factor, factor * teller_boven / noemer_onder)
        ELSE factor * teller_boven / noemer_onder
    END AS boven
FROM beoordeeld;
