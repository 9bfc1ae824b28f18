-- Who may do what, and who did what. Neither table can be read through the SQL door. Keys are read with FINAL: a change of
-- a key is its whole row again under a higher version. An audit row is its own key, so that the same one written again
-- by a redelivery is one row; what writes it takes `at` from the record in hand (its known-at), never from a clock, where
-- a record is its cause. Block deduplication is off, as in all tables that are written anew.
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.api_keys {{on_cluster}}
(
    key_id String COMMENT 'Public part of the key: it stands in logs, in audit and in the events of what was submitted',
    secret_hash String COMMENT 'SHA-256 of the secret part, hexadecimal; the secret itself is kept nowhere',
    previous_hash String COMMENT 'SHA-256 of the secret before the last rotation; empty where there was none',
    previous_valid_until Nullable(DateTime64(3, 'UTC')) COMMENT 'Instant from which the previous secret is refused',
    note String COMMENT 'Whom the key was given to, and what for',
    sources Array(String) COMMENT 'Sources it may speak for; * stands for any letters; none listed: none',
    region_prefixes Array(String) COMMENT 'Beginnings of the region codes it may report on; none listed: every region',
    verbs Array(LowCardinality(String)) COMMENT 'What it may do: submit, read, admin',
    requests_per_minute UInt32 COMMENT 'Requests that it may make within a minute, per process; 0: as the service is set',
    rows_per_minute UInt32 COMMENT 'Rows that it may submit within a minute, per process; 0: as the service is set',
    valid_from DateTime64(3, 'UTC') COMMENT 'Instant from which it is accepted',
    valid_until Nullable(DateTime64(3, 'UTC')) COMMENT 'Instant from which it is refused; null: it does not expire',
    revoked_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When it was revoked; null: it was not',
    created_at DateTime64(3, 'UTC') COMMENT 'When it was created',
    version UInt64 COMMENT 'Grows with each change of the key; the highest is in force'
)
ENGINE = {{engine_replacing version}} ORDER BY key_id
SETTINGS replicated_deduplication_window = 0, non_replicated_deduplication_window = 0
COMMENT 'API keys, their secrets as hashes only; read with FINAL';
-- statement
CREATE TABLE IF NOT EXISTS {{database}}.audit {{on_cluster}}
(
    at DateTime64(3, 'UTC') COMMENT 'When it happened: known-at of the submission, or the time of the command',
    actor String COMMENT 'Id of the key that was used; command-line; empty: no key, which is taken on loopback only',
    verb LowCardinality(String) COMMENT 'What was done: submit, keys.create, keys.revoke, keys.rotate, and further ones',
    source String COMMENT 'Source that was spoken for; empty where there is none',
    object String COMMENT 'What it was done to: id of the submission, of the key',
    detail String COMMENT 'In words or JSON; never a secret'
)
ENGINE = {{engine_replacing}} ORDER BY (at, actor, verb, source, object)
SETTINGS replicated_deduplication_window = 0, non_replicated_deduplication_window = 0
COMMENT 'Every use that changed something; read with FINAL';
