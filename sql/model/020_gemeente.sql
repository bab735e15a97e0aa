-- Every municipality in every division it stands in. Grain: (indeling, nis); a code alone is not an identity.
CREATE TABLE gemeente (
    indeling SMALLINT NOT NULL,
    nis VARCHAR NOT NULL,
    naam VARCHAR NOT NULL,
    provincie VARCHAR NOT NULL,
    x DOUBLE NOT NULL,
    y DOUBLE NOT NULL,
    oppervlakte_km2 DOUBLE NOT NULL,
    PRIMARY KEY (indeling, nis)
);
