-- The mergers: what ended, and what it went into. Grain: an ended municipality.
CREATE TABLE fusie (
    oude_indeling SMALLINT NOT NULL,
    oude_nis VARCHAR NOT NULL,
    oude_naam VARCHAR NOT NULL,
    nieuwe_indeling SMALLINT NOT NULL,
    nieuwe_nis VARCHAR NOT NULL,
    datum DATE NOT NULL,
    PRIMARY KEY (oude_indeling, oude_nis)
);
