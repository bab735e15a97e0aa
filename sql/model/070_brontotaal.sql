-- Totals the source itself publishes for an area, valid on the territory of their own division.
-- peildatum: the reference date of a size class. Grain: (reeks, periode, indeling, gebied_id, peildatum).
CREATE TABLE brontotaal (
    reeks VARCHAR NOT NULL,
    periode VARCHAR NOT NULL,
    indeling SMALLINT NOT NULL,
    soort VARCHAR NOT NULL,
    gebied_id VARCHAR NOT NULL,
    peildatum DATE,
    waarde DOUBLE NOT NULL
);
