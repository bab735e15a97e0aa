-- What is computed. soort: aantal, graad, aandeel, dichtheid, or maat (a published mean or percentage without counts).
-- regel: which moment of the denominator goes with a period. doorlopend: a year after the last known denominator is missing,
-- not out of range. rijp_na: months after a period before its outcome can be known (delivery lag included).
-- venster: quarters a flow is pooled over. gewogen: a group's maat is weighted by inhabitants.
CREATE TABLE indicator (
    indicator VARCHAR PRIMARY KEY,
    soort VARCHAR NOT NULL,
    factor DOUBLE NOT NULL,
    is_ratio BOOLEAN NOT NULL,
    regel VARCHAR NOT NULL CHECK (regel IN ('geen', 'zelfde', 'jaarbegin', 'laatste_stabiel')),
    doorlopend BOOLEAN NOT NULL,
    deel_van BOOLEAN NOT NULL,
    rijp_na INTEGER NOT NULL,
    venster INTEGER NOT NULL,
    gewogen BOOLEAN NOT NULL
);
