/** The rows of one dimension table, without `load` and `gone`; `key` names its sorting key among the columns. */
export interface DimensionRows {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}
