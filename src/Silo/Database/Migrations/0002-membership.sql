-- Which silos a cluster has. Every change of the list but a sign of life raises the cluster's version by one, in the same statement and only from
-- the version that whoever changes it has read: of two that change the same version at once the second finds it raised and is told "false".
CREATE TABLE contagion_cluster (
    cluster text PRIMARY KEY,
    version integer NOT NULL DEFAULT 0,
    changed timestamptz NOT NULL DEFAULT now()
);

-- A silo that starts anew at the same address has a higher generation. Its status is a number of Orleans': 3 is active, 6 is dead.
CREATE TABLE contagion_silo (
    cluster text NOT NULL REFERENCES contagion_cluster ON DELETE CASCADE,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    name text NOT NULL,
    host text NOT NULL,
    gateway integer NOT NULL,
    status integer NOT NULL,
    suspected text,
    started timestamptz NOT NULL,
    alive timestamptz NOT NULL,
    PRIMARY KEY (cluster, address, port, generation)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
-- True for the one that brings the row.
('InsertMembershipVersionKey', $query$
    WITH founded AS (
        INSERT INTO contagion_cluster (cluster) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING cluster
    )
    SELECT EXISTS (SELECT FROM founded)
$query$),

-- A silo that is in the list already is refused without an error, and leaves the version as it is.
('InsertMembershipKey', $query$
    WITH raised AS (
        UPDATE contagion_cluster AS list
        SET version = list.version + 1, changed = now()
        WHERE list.cluster = @DeploymentId
            AND list.version = @Version
            AND NOT EXISTS (
                SELECT FROM contagion_silo AS known
                WHERE (known.cluster, known.address, known.port, known.generation) = (@DeploymentId, @Address, @Port, @Generation))
        RETURNING list.cluster
    ), joined AS (
        INSERT INTO contagion_silo (cluster, address, port, generation, name, host, gateway, status, started, alive)
        SELECT raised.cluster, @Address, @Port, @Generation, @SiloName, @HostName, @ProxyPort, @Status, @StartTime, @IAmAliveTime FROM raised
        RETURNING cluster
    )
    SELECT EXISTS (SELECT FROM joined)
$query$),

-- The version is raised only where the silo is in the list.
('UpdateMembershipKey', $query$
    WITH raised AS (
        UPDATE contagion_cluster AS list
        SET version = list.version + 1, changed = now()
        WHERE list.cluster = @DeploymentId
            AND list.version = @Version
            AND EXISTS (
                SELECT FROM contagion_silo AS known
                WHERE (known.cluster, known.address, known.port, known.generation) = (@DeploymentId, @Address, @Port, @Generation))
        RETURNING list.cluster
    ), noted AS (
        UPDATE contagion_silo AS silo
        SET status = @Status, suspected = @SuspectTimes, alive = @IAmAliveTime
        FROM raised
        WHERE (silo.cluster, silo.address, silo.port, silo.generation) = (raised.cluster, @Address, @Port, @Generation)
        RETURNING silo.cluster
    )
    SELECT EXISTS (SELECT FROM noted)
$query$),

-- A sign of life is no change of the list.
('UpdateIAmAlivetimeKey', $query$
    UPDATE contagion_silo
    SET alive = @IAmAliveTime
    WHERE (cluster, address, port, generation) = (@DeploymentId, @Address, @Port, @Generation)
$query$),

-- The version comes with every silo, and alone where there is none: the list and its version are read at one instant.
('MembershipReadAllKey', $query$
    SELECT list.version AS Version, silo.address AS Address, silo.port AS Port, silo.generation AS Generation, silo.name AS SiloName,
        silo.host AS HostName, silo.gateway AS ProxyPort, silo.status AS Status, silo.suspected AS SuspectTimes,
        silo.started AS StartTime, silo.alive AS IAmAliveTime
    FROM contagion_cluster AS list LEFT JOIN contagion_silo AS silo USING (cluster)
    WHERE list.cluster = @DeploymentId
$query$),

('MembershipReadRowKey', $query$
    SELECT list.version AS Version, silo.address AS Address, silo.port AS Port, silo.generation AS Generation, silo.name AS SiloName,
        silo.host AS HostName, silo.gateway AS ProxyPort, silo.status AS Status, silo.suspected AS SuspectTimes,
        silo.started AS StartTime, silo.alive AS IAmAliveTime
    FROM contagion_cluster AS list LEFT JOIN contagion_silo AS silo
        ON silo.cluster = list.cluster AND (silo.address, silo.port, silo.generation) = (@Address, @Port, @Generation)
    WHERE list.cluster = @DeploymentId
$query$),

-- Where clients knock. A silo without a gateway has port 0.
('GatewaysQueryKey', $query$
    SELECT address AS Address, gateway AS ProxyPort, generation AS Generation
    FROM contagion_silo
    WHERE cluster = @DeploymentId AND status = @Status AND gateway > 0
$query$),

-- Silos that are not active and have not been heard of since. Some of them never came as far as to die: those that were killed as they joined.
('CleanupDefunctSiloEntriesKey', $query$
    DELETE FROM contagion_silo
    WHERE cluster = @DeploymentId AND status <> 3 AND greatest(alive, started) < @IAmAliveTime
$query$),

('DeleteMembershipTableEntriesKey', $query$
    DELETE FROM contagion_cluster WHERE cluster = @DeploymentId
$query$);
