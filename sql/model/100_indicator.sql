-- What is computed. doorlopend: a year after the last known denominator is missing, not out of range. is_ratio: numerator over denominator; regel: which moment of the denominator goes with a period.
CREATE TABLE indicator (
    indicator VARCHAR PRIMARY KEY,
    soort VARCHAR NOT NULL,
    factor DOUBLE NOT NULL,
    is_ratio BOOLEAN NOT NULL,
    regel VARCHAR NOT NULL CHECK (regel IN ('geen', 'zelfde', 'jaarbegin')),
    doorlopend BOOLEAN NOT NULL,
    deel_van BOOLEAN NOT NULL
);
