-- A municipality belongs to at most one region of a partitioning kind at a time.
SELECT eerste.soort, eerste.indeling, eerste.nis, eerste.gebied_id, tweede.gebied_id AS ook
FROM lidmaatschap AS eerste
JOIN lidmaatschap AS tweede
    ON tweede.soort = eerste.soort
    AND tweede.indeling = eerste.indeling
    AND tweede.nis = eerste.nis
    AND tweede.gebied_id > eerste.gebied_id
    AND tweede.van < eerste.tot
    AND tweede.tot > eerste.van
WHERE eerste.soort IN ('provincie', 'arrondissement', 'referentieregio', 'eerstelijnszone', 'regiegebied', 'centrumstad');
