-- What was counted, as bounds: exact is onder = boven, masked is onder < boven, stated missing is NULL.
-- No column can hold a masked value. Grain: (reeks, periode, indeling, nis).
CREATE TABLE waarneming (
    reeks VARCHAR NOT NULL,
    periode VARCHAR NOT NULL,
    indeling SMALLINT NOT NULL,
    nis VARCHAR NOT NULL,
    onder DOUBLE,
    boven DOUBLE,
    PRIMARY KEY (reeks, periode, indeling, nis),
    CHECK (onder >= 0 AND boven >= onder)
);
