-- Where a silo's HTTP interface is reached; null before it listens. "contagion run --cluster" finds silos by it when it is given the database.
ALTER TABLE contagion_silo ADD COLUMN http text;
