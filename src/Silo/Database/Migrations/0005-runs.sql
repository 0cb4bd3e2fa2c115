-- Runs, and the attempt that may keep blocks of each. Whoever keeps blocks of a run, begins an attempt of it or drops it locks its row first.
CREATE TABLE contagion_run (
    run text PRIMARY KEY,
    attempt bigint NOT NULL,
    opened timestamptz NOT NULL DEFAULT now()
);

-- Records of computed blocks. Numbers of one run are given under the lock of its row, so that they become visible in ascending order and whoever
-- remembers the last one it has seen misses none. The sequence must not be cached by connections (CACHE 1, as it is here).
CREATE TABLE contagion_block (
    number bigserial NOT NULL,
    run text NOT NULL,
    block integer NOT NULL,
    attempt bigint NOT NULL,
    record bytea NOT NULL,
    checksum bytea NOT NULL,
    PRIMARY KEY (run, block)
);

CREATE UNIQUE INDEX contagion_block_in_order ON contagion_block (run, number);
