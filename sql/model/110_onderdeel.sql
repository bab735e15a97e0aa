-- The series an indicator is built from, per breakdown category. teken is -1 where a series is subtracted.
CREATE TABLE onderdeel (
    indicator VARCHAR NOT NULL,
    dimensie VARCHAR NOT NULL,
    categorie VARCHAR NOT NULL,
    rol VARCHAR NOT NULL CHECK (rol IN ('teller', 'noemer')),
    reeks VARCHAR NOT NULL,
    teken TINYINT NOT NULL,
    PRIMARY KEY (indicator, dimensie, categorie, rol, reeks)
);
