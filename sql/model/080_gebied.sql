-- The regions of every kind. Municipalities, Vlaanderen and size classes follow from other tables.
CREATE TABLE gebied (
    soort VARCHAR NOT NULL,
    gebied_id VARCHAR PRIMARY KEY,
    naam VARCHAR NOT NULL,
    zekerheid VARCHAR NOT NULL,
    volledig BOOLEAN NOT NULL,
    periode_tekst VARCHAR NOT NULL,
    opmerking VARCHAR NOT NULL
);
