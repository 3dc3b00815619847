-- What the AdoNet providers of Orleans keep, for servers that are built for a cluster; the others never look at it. The providers read their
-- statements from one table, by key; the names of its columns, of a statement's parameters and of its results are theirs.

CREATE TABLE orleansquery (
    querykey text PRIMARY KEY,
    querytext text NOT NULL
);

-- A cluster's version counts the changes of its members: who changes one names the version that it saw, and is refused if that is over.
CREATE TABLE orleans_clusters (
    id text PRIMARY KEY,
    version integer NOT NULL DEFAULT 0
);

CREATE TABLE orleans_silos (
    cluster text NOT NULL REFERENCES orleans_clusters ON DELETE CASCADE,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    gateway_port integer,
    name text NOT NULL,
    host text NOT NULL,
    status integer NOT NULL,
    suspicions text,
    started_at timestamptz NOT NULL,
    alive_at timestamptz NOT NULL,
    PRIMARY KEY (cluster, address, port, generation)
);

-- A reminder's hash says which silo looks after it.
CREATE TABLE orleans_reminders (
    service text NOT NULL,
    grain text NOT NULL,
    name text NOT NULL,
    hash integer NOT NULL,
    first_at timestamptz NOT NULL,
    period_ms bigint NOT NULL,
    version integer NOT NULL DEFAULT 0,
    PRIMARY KEY (service, grain, name)
);

CREATE INDEX orleans_reminders_by_hash ON orleans_reminders (service, hash);

-- A grain's key is two numbers, a text, or both; an absent text is an empty one here.
CREATE TABLE orleans_states (
    service text NOT NULL,
    type text NOT NULL,
    key_high bigint NOT NULL,
    key_low bigint NOT NULL,
    key_text text NOT NULL,
    version integer NOT NULL,
    payload bytea,
    PRIMARY KEY (service, type, key_high, key_low, key_text)
);

-- Members.

INSERT INTO orleansquery (querykey, querytext) VALUES
('InsertMembershipVersionKey', $sql$
WITH made AS (
    INSERT INTO orleans_clusters (id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING id
)
SELECT EXISTS (SELECT FROM made)
$sql$),
('InsertMembershipKey', $sql$
WITH next AS (
    UPDATE orleans_clusters SET version = version + 1
    WHERE id = @DeploymentId AND version = @Version AND NOT EXISTS (
        SELECT FROM orleans_silos WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING id
), joined AS (
    INSERT INTO orleans_silos (cluster, address, port, generation, gateway_port, name, host, status, started_at, alive_at)
    SELECT id, @Address, @Port, @Generation, @ProxyPort, @SiloName, @HostName, @Status, @StartTime, @IAmAliveTime FROM next
    RETURNING cluster
)
SELECT EXISTS (SELECT FROM joined)
$sql$),
('UpdateMembershipKey', $sql$
WITH next AS (
    UPDATE orleans_clusters SET version = version + 1
    WHERE id = @DeploymentId AND version = @Version AND EXISTS (
        SELECT FROM orleans_silos WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
    RETURNING id
), changed AS (
    UPDATE orleans_silos SET status = @Status, suspicions = @SuspectTimes, alive_at = @IAmAliveTime
    FROM next
    WHERE cluster = next.id AND address = @Address AND port = @Port AND generation = @Generation
    RETURNING cluster
)
SELECT EXISTS (SELECT FROM changed)
$sql$),
('UpdateIAmAlivetimeKey', $sql$
UPDATE orleans_silos SET alive_at = @IAmAliveTime
WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$sql$),
('MembershipReadAllKey', $sql$
SELECT address, port, generation, gateway_port AS proxyport, silos.name AS siloname, host AS hostname, status, suspicions AS suspecttimes,
    started_at AS starttime, alive_at AS iamalivetime, clusters.version
FROM orleans_clusters AS clusters LEFT JOIN orleans_silos AS silos ON cluster = clusters.id
WHERE clusters.id = @DeploymentId
$sql$),
('MembershipReadRowKey', $sql$
SELECT address, port, generation, gateway_port AS proxyport, silos.name AS siloname, host AS hostname, status, suspicions AS suspecttimes,
    started_at AS starttime, alive_at AS iamalivetime, clusters.version
FROM orleans_clusters AS clusters
    LEFT JOIN orleans_silos AS silos ON cluster = clusters.id AND address = @Address AND port = @Port AND generation = @Generation
WHERE clusters.id = @DeploymentId
$sql$),
('GatewaysQueryKey', $sql$
SELECT address, gateway_port AS proxyport, generation FROM orleans_silos
WHERE cluster = @DeploymentId AND status = @Status AND gateway_port > 0
$sql$),
('CleanupDefunctSiloEntriesKey', $sql$
DELETE FROM orleans_silos WHERE cluster = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3 -- 3 is an active one.
$sql$),
('DeleteMembershipTableEntriesKey', $sql$
DELETE FROM orleans_clusters WHERE id = @DeploymentId
$sql$);

-- Reminders. A ring's range that runs over its end asks for both ends of the hashes.

INSERT INTO orleansquery (querykey, querytext) VALUES
('UpsertReminderRowKey', $sql$
INSERT INTO orleans_reminders (service, grain, name, hash, first_at, period_ms)
VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period)
ON CONFLICT (service, grain, name) DO UPDATE
SET hash = excluded.hash, first_at = excluded.first_at, period_ms = excluded.period_ms, version = orleans_reminders.version + 1
RETURNING version
$sql$),
('ReadReminderRowKey', $sql$
SELECT grain AS grainid, name AS remindername, first_at AS starttime, period_ms AS period, version FROM orleans_reminders
WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName
$sql$),
('ReadReminderRowsKey', $sql$
SELECT grain AS grainid, name AS remindername, first_at AS starttime, period_ms AS period, version FROM orleans_reminders
WHERE service = @ServiceId AND grain = @GrainId
$sql$),
('ReadRangeRows1Key', $sql$
SELECT grain AS grainid, name AS remindername, first_at AS starttime, period_ms AS period, version FROM orleans_reminders
WHERE service = @ServiceId AND hash > @BeginHash AND hash <= @EndHash
$sql$),
('ReadRangeRows2Key', $sql$
SELECT grain AS grainid, name AS remindername, first_at AS starttime, period_ms AS period, version FROM orleans_reminders
WHERE service = @ServiceId AND (hash > @BeginHash OR hash <= @EndHash)
$sql$),
('DeleteReminderRowKey', $sql$
WITH gone AS (
    DELETE FROM orleans_reminders WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName AND version = @Version
    RETURNING grain
)
SELECT EXISTS (SELECT FROM gone)
$sql$),
('DeleteReminderRowsKey', $sql$
DELETE FROM orleans_reminders WHERE service = @ServiceId
$sql$);

-- Grain state. Who writes names the version that was read, none for the first; no row in the answer means that another was there before.

INSERT INTO orleansquery (querykey, querytext) VALUES
('ReadFromStorageKey', $sql$
SELECT payload AS payloadbinary, version FROM orleans_states
WHERE service = @ServiceId AND type = @GrainTypeString
    AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = coalesce(@GrainIdExtensionString, '')
$sql$),
('WriteToStorageKey', $sql$
WITH changed AS (
    UPDATE orleans_states SET payload = @PayloadBinary, version = version + 1
    WHERE service = @ServiceId AND type = @GrainTypeString
        AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = coalesce(@GrainIdExtensionString, '')
        AND version = @GrainStateVersion
    RETURNING version
), made AS (
    INSERT INTO orleans_states (service, type, key_high, key_low, key_text, version, payload)
    SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), 1, @PayloadBinary
    WHERE @GrainStateVersion IS NULL
    ON CONFLICT DO NOTHING
    RETURNING version
)
SELECT version AS newgrainstateversion FROM changed UNION ALL SELECT version FROM made
$sql$),
('ClearStorageKey', $sql$
UPDATE orleans_states SET payload = NULL, version = version + 1
WHERE service = @ServiceId AND type = @GrainTypeString
    AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = coalesce(@GrainIdExtensionString, '')
    AND version = @GrainStateVersion
RETURNING version
$sql$),
('DeleteStorageKey', $sql$
DELETE FROM orleans_states
WHERE service = @ServiceId AND type = @GrainTypeString
    AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = coalesce(@GrainIdExtensionString, '')
    AND version = @GrainStateVersion
RETURNING version + 1
$sql$);
