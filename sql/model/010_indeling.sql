-- The municipal divisions: 308 municipalities until 2018, 300 in 2019-2024, 285 from 2025.
-- Grain: a division. [van, tot) half open.
CREATE TABLE indeling (
    indeling SMALLINT PRIMARY KEY,
    van DATE NOT NULL,
    tot DATE NOT NULL
);
