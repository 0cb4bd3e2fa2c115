-- What wakes grains. Silos share them by the hash of the grain: unsigned in Orleans, and here the same bits as a signed number.
CREATE TABLE contagion_reminder (
    service text NOT NULL,
    grain text NOT NULL,
    name text NOT NULL,
    hash integer NOT NULL,
    started timestamptz NOT NULL,
    period_ms bigint NOT NULL,
    version integer NOT NULL DEFAULT 1,
    PRIMARY KEY (service, grain, name)
);

CREATE INDEX contagion_reminder_by_hash ON contagion_reminder (service, hash);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('UpsertReminderRowKey', $query$
    INSERT INTO contagion_reminder AS known (service, grain, name, hash, started, period_ms)
    VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period)
    ON CONFLICT (service, grain, name) DO UPDATE
    SET hash = excluded.hash, started = excluded.started, period_ms = excluded.period_ms, version = known.version + 1
    RETURNING version AS Version
$query$),

('ReadReminderRowKey', $query$
    SELECT grain AS GrainId, name AS ReminderName, started AS StartTime, period_ms AS Period, version AS Version
    FROM contagion_reminder
    WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName
$query$),

('ReadReminderRowsKey', $query$
    SELECT grain AS GrainId, name AS ReminderName, started AS StartTime, period_ms AS Period, version AS Version
    FROM contagion_reminder
    WHERE service = @ServiceId AND grain = @GrainId
$query$),

-- A part of the ring of hashes: without its beginning, with its end. This one begins below its end,
('ReadRangeRows1Key', $query$
    SELECT grain AS GrainId, name AS ReminderName, started AS StartTime, period_ms AS Period, version AS Version
    FROM contagion_reminder
    WHERE service = @ServiceId AND hash > @BeginHash AND hash <= @EndHash
$query$),

-- and this one goes over the highest hash and on from the lowest. The whole ring begins where it ends.
('ReadRangeRows2Key', $query$
    SELECT grain AS GrainId, name AS ReminderName, started AS StartTime, period_ms AS Period, version AS Version
    FROM contagion_reminder
    WHERE service = @ServiceId AND (hash > @BeginHash OR hash <= @EndHash)
$query$),

('DeleteReminderRowKey', $query$
    WITH dropped AS (
        DELETE FROM contagion_reminder
        WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName AND version = @Version
        RETURNING version
    )
    SELECT EXISTS (SELECT FROM dropped)
$query$),

('DeleteReminderRowsKey', $query$
    DELETE FROM contagion_reminder WHERE service = @ServiceId
$query$);
