-- Every municipality of a delivered division, absences made explicit by the series' own rule.
-- Grain: (reeks, periode, indeling, nis).
CREATE VIEW cel AS
SELECT
    levering.reeks, levering.periode, levering.indeling, gemeente.nis,
    CASE WHEN waarneming.nis IS NULL AND reeks.afwezig = 'nul' THEN 0 ELSE waarneming.onder END AS onder,
    CASE WHEN waarneming.nis IS NULL AND reeks.afwezig = 'nul' THEN 0 ELSE waarneming.boven END AS boven
FROM levering
JOIN reeks ON reeks.reeks = levering.reeks
JOIN gemeente ON gemeente.indeling = levering.indeling
LEFT JOIN waarneming
    ON waarneming.reeks = levering.reeks
    AND waarneming.periode = levering.periode
    AND waarneming.indeling = levering.indeling
    AND waarneming.nis = gemeente.nis;
