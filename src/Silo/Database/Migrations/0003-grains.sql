-- State of grains. Its version rises by one with every write, and is what a grain has to know to write: no row comes back where it has another.
-- A grain is told by two numbers (of a key that is a number or a GUID) and a text (of a key that is a text, or what a numeric key is followed by).
CREATE TABLE contagion_grain (
    service text NOT NULL,
    type text NOT NULL,
    first bigint NOT NULL,
    second bigint NOT NULL,
    extension text NOT NULL,
    state bytea,
    version integer NOT NULL,
    changed timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (service, type, first, second, extension)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
-- A grain that knows no version has found no row: it brings one, unless another has been faster.
('WriteToStorageKey', $query$
    WITH brought AS (
        INSERT INTO contagion_grain (service, type, first, second, extension, state, version)
        SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), @PayloadBinary, 1
        WHERE @GrainStateVersion IS NULL
        ON CONFLICT DO NOTHING
        RETURNING version
    ), written AS (
        UPDATE contagion_grain AS grain
        SET state = @PayloadBinary, version = grain.version + 1, changed = now()
        WHERE (grain.service, grain.type, grain.first, grain.second, grain.extension)
                = (@ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''))
            AND grain.version = @GrainStateVersion
        RETURNING grain.version
    )
    SELECT version AS NewGrainStateVersion FROM brought
    UNION ALL
    SELECT version AS NewGrainStateVersion FROM written
$query$),

('ReadFromStorageKey', $query$
    SELECT state AS PayloadBinary, version AS Version
    FROM contagion_grain
    WHERE (service, type, first, second, extension)
        = (@ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''))
$query$),

-- The row stays and its version rises, so that whoever knows an earlier one is still refused.
('ClearStorageKey', $query$
    UPDATE contagion_grain AS grain
    SET state = NULL, version = grain.version + 1, changed = now()
    WHERE (grain.service, grain.type, grain.first, grain.second, grain.extension)
            = (@ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''))
        AND grain.version = @GrainStateVersion
    RETURNING grain.version AS NewGrainStateVersion
$query$),

-- The version that comes back must differ from the one that was known, or it is taken for a conflict.
('DeleteStorageKey', $query$
    DELETE FROM contagion_grain AS grain
    WHERE (grain.service, grain.type, grain.first, grain.second, grain.extension)
            = (@ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''))
        AND grain.version = @GrainStateVersion
    RETURNING grain.version + 1 AS NewGrainStateVersion
$query$);
