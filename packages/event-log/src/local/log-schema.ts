/** Applied at every opening; each statement is repeatable. `user_version` counts incompatible changes. */
export const LOG_SCHEMA_VERSION = 1;

export const LOG_SCHEMA = `
CREATE TABLE IF NOT EXISTS topics (
  name TEXT PRIMARY KEY,
  partitions INTEGER NOT NULL,
  retention_ms INTEGER NOT NULL,
  max_message_bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS partitions (
  id INTEGER PRIMARY KEY,
  topic TEXT NOT NULL REFERENCES topics (name),
  partition INTEGER NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  last_timestamp_ms INTEGER NOT NULL,
  UNIQUE (topic, partition)
) STRICT;

CREATE TABLE IF NOT EXISTS records (
  partition_id INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  timestamp_ms INTEGER NOT NULL,
  value_bytes INTEGER NOT NULL,
  key TEXT NOT NULL,
  headers TEXT NOT NULL,
  value BLOB NOT NULL,
  PRIMARY KEY (partition_id, offset)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS committed_offsets (
  group_name TEXT NOT NULL,
  topic TEXT NOT NULL,
  partition INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  metadata TEXT NOT NULL,
  PRIMARY KEY (group_name, topic, partition)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS groups (
  topic TEXT NOT NULL,
  group_name TEXT NOT NULL,
  PRIMARY KEY (topic, group_name)
) STRICT, WITHOUT ROWID;
`;
