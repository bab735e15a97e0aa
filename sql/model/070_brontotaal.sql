-- Totals the source itself publishes for an area, valid on the territory of their own division.
-- Grain: (reeks, periode, soort, gebied_id).
CREATE TABLE brontotaal (
    reeks VARCHAR NOT NULL,
    periode VARCHAR NOT NULL,
    indeling SMALLINT NOT NULL,
    soort VARCHAR NOT NULL,
    gebied_id VARCHAR NOT NULL,
    waarde DOUBLE NOT NULL,
    PRIMARY KEY (reeks, periode, soort, gebied_id)
);
