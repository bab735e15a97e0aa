-- The figures of every area of a kind, as `sql/queries/cijfers.sql` answers them under `huidig` (of size classes: those of the
-- newest reference date). Empty until a load fills it; a question about a kind that is not in it is computed when it is asked.
-- Grain: (soort, momentnr, gebied_id).
CREATE TABLE cijfer (
    soort VARCHAR NOT NULL,
    peildatum DATE,
    momentnr INTEGER NOT NULL,
    gebied_id VARCHAR NOT NULL,
    toon_indeling SMALLINT,
    herkomst VARCHAR,
    cijfer_van_bron BOOLEAN NOT NULL,
    berekend BOOLEAN NOT NULL,
    delen SMALLINT NOT NULL,
    bekend SMALLINT NOT NULL,
    grens SMALLINT NOT NULL,
    aangenomen SMALLINT NOT NULL,
    gemaskeerd SMALLINT NOT NULL,
    gemeenten SMALLINT NOT NULL,
    dekking_inwoners DOUBLE,
    status VARCHAR NOT NULL,
    teller_onder DOUBLE,
    teller_boven DOUBLE,
    noemer_onder DOUBLE,
    noemer_boven DOUBLE,
    onder DOUBLE,
    boven DOUBLE
);
