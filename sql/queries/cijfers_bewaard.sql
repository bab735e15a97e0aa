-- The figures a load kept (370) of some moments and of some areas of a kind, or of all when `gebieden` is empty.
-- Grain: (momentnr, gebied_id). Parameters: soort, momenten (numbers), gebieden. Counts as `cijfers` gives them.
SELECT
    momentnr, gebied_id, toon_indeling, herkomst, cijfer_van_bron, berekend, delen::BIGINT AS delen, bekend::BIGINT AS bekend,
    grens::BIGINT AS grens, aangenomen::BIGINT AS aangenomen, gemaskeerd::BIGINT AS gemaskeerd, gemeenten::BIGINT AS gemeenten,
    dekking_inwoners, status, teller_onder, teller_boven, noemer_onder, noemer_boven, onder, boven
FROM cijfer
WHERE
    soort = $soort
    AND list_contains($momenten::INTEGER[], momentnr)
    AND (len($gebieden::VARCHAR[]) = 0 OR list_contains($gebieden::VARCHAR[], gebied_id));
