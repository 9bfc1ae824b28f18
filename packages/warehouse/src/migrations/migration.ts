/** One step of the schema: a file `packages/warehouse/sql/NNNN-name.sql` or `packages/warehouse/sql/views/NNNN-name.sql`. */
export interface Migration {
  /** The file's name without its ending: `0001-observations`. Steps run in the order of their numbers. */
  readonly name: string;
  /** The file's text, its rules put in, with its placeholders; its hash is what is remembered of an applied step. */
  readonly sql: string;
  /** Views hold no data: such a step is run again whenever its text has changed. Others are applied once and never edited. */
  readonly isRepeatable?: true;
}

/** Where the schema goes; the same files serve chDB, one server and a cluster. */
export interface DeploymentProfile {
  readonly database: string;
  /** The cluster's name in ClickHouse's configuration, or null on one server and on chDB. */
  readonly cluster: string | null;
}
