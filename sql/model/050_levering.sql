-- Which periods were delivered, in which division, stable or still provisional, real or sample.
-- stand: the date up to which the source had observed when it delivered.
-- Grain: (reeks, periode, indeling). Sources that mask deliver one division a period (check een_indeling_per_levering).
CREATE TABLE levering (
    reeks VARCHAR NOT NULL,
    periode VARCHAR NOT NULL,
    van DATE NOT NULL,
    tot DATE NOT NULL,
    indeling SMALLINT NOT NULL,
    stabiel BOOLEAN NOT NULL,
    stand DATE NOT NULL,
    herkomst VARCHAR NOT NULL CHECK (herkomst IN ('gepubliceerd', 'voorbeeld', 'geschat')),
    berekend BOOLEAN NOT NULL,
    PRIMARY KEY (reeks, periode, indeling)
);
