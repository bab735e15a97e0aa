-- The series sources deliver. A breakdown category is a series of its own (dimensie, categorie; '' for the total).
-- reeksbron: counts people in the field (POD MI, VDAB), so that real and sample ones do not mix in a ratio.
-- afwezig: what a municipality without a row means in a delivered period (nul or ontbreekt).
CREATE TABLE reeks (
    reeks VARCHAR PRIMARY KEY,
    maat VARCHAR NOT NULL,
    bron VARCHAR NOT NULL,
    dimensie VARCHAR NOT NULL,
    categorie VARCHAR NOT NULL,
    telling VARCHAR NOT NULL,
    reeksbron BOOLEAN NOT NULL,
    afwezig VARCHAR NOT NULL CHECK (afwezig IN ('nul', 'ontbreekt'))
);
