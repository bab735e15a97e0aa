-- Memberships in the codes they were stated in. [van, tot) half open; unknown ends are the ends of time.
CREATE TABLE lidmaatschap (
    soort VARCHAR NOT NULL,
    gebied_id VARCHAR NOT NULL,
    indeling SMALLINT NOT NULL,
    nis VARCHAR NOT NULL,
    van DATE NOT NULL,
    tot DATE NOT NULL,
    zekerheid VARCHAR NOT NULL,
    PRIMARY KEY (gebied_id, indeling, nis, van)
);
