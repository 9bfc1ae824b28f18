/** One step of the schema: a file `packages/warehouse/sql/NNNN-name.sql`. */
export interface Migration {
  /** The file's name without its ending: `0001-observations`. Steps run in the order of their numbers. */
  readonly name: string;
  /** The file's text with its placeholders; its hash is what is remembered of an applied step. */
  readonly sql: string;
}

/** Where the schema goes; the same files serve chDB, one server and a cluster. */
export interface DeploymentProfile {
  readonly database: string;
  /** The cluster's name in ClickHouse's configuration, or null on one server and on chDB. */
  readonly cluster: string | null;
}
