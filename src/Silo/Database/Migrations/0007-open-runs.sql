-- Whether somebody has to go on with a run. Runs from before are looked at once, and closed where they have ended.
ALTER TABLE contagion_run ADD COLUMN is_open boolean NOT NULL DEFAULT true;

CREATE INDEX contagion_run_open ON contagion_run (opened, run) WHERE is_open;
