-- All stated memberships in one form, cut into spans in which a region's composition does not change.
-- Grain: (soort, gebied_id, peildatum, van, indeling, nis). peildatum only for grootteklasse.
CREATE VIEW lid AS
WITH grens AS (
    SELECT gebied_id, van AS datum
    FROM lidmaatschap
    UNION
    SELECT gebied_id, tot AS datum
    FROM lidmaatschap
),
span AS (
    SELECT gebied_id, datum AS van, lead(datum) OVER (PARTITION BY gebied_id ORDER BY datum) AS tot
    FROM grens
)
SELECT
    lidmaatschap.soort, lidmaatschap.gebied_id, NULL::DATE AS peildatum, span.van, span.tot,
    lidmaatschap.indeling, lidmaatschap.nis, FALSE AS aangenomen
FROM lidmaatschap
JOIN span
    ON span.gebied_id = lidmaatschap.gebied_id
    AND span.van >= lidmaatschap.van
    AND span.tot <= lidmaatschap.tot
UNION ALL
SELECT
    'grootteklasse' AS soort, gebied_id, peildatum, DATE '0001-01-01' AS van, DATE '9999-12-31' AS tot,
    indeling, nis, aangenomen
FROM lid_grootteklasse;
