-- Scenarios and their files by their SHA-256.
CREATE TABLE contagion_content (
    hash bytea PRIMARY KEY,
    bytes bytea NOT NULL,
    added timestamptz NOT NULL DEFAULT now()
);
