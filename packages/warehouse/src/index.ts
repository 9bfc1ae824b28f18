export { type ChdbSession, openChdbSession } from "./chdb/chdb-session.ts";
export { dateTimeText } from "./date-time-text.ts";
export {
  type ClickHouseHttpServer,
  type ClickHouseHttpServerOptions,
  createClickHouseHttpServer,
  type DoorRefusal,
} from "./http-interface/clickhouse-http-server.ts";
export { defaultQueryLimits, type QueryLimits } from "./http-interface/query-limits.ts";
export { type MigrateOptions, migrate } from "./migrations/migrate.ts";
export type { DeploymentProfile, Migration } from "./migrations/migration.ts";
export { readMigrations } from "./migrations/read-migrations.ts";
export { renderMigrations } from "./migrations/render-migration.ts";
export { requireSchema, type SchemaState, schemaState } from "./migrations/schema-state.ts";
export { deploymentProfile, type OpenWarehouseOptions, openWarehouse, warehouseDirectory } from "./open-warehouse.ts";
export { emptyReceipt } from "./receipts/empty-receipt.ts";
export type { IssuePlace } from "./receipts/issue-row.ts";
export { type Progress, readProgress } from "./receipts/read-progress.ts";
export { type ReceiptQuestion, readReceipt, type StoredReceipt } from "./receipts/read-receipt.ts";
export { readRowIssues } from "./receipts/read-row-issues.ts";
export { type RowResults, type RowsQuestion, readRowResults } from "./receipts/read-row-results.ts";
export { readSettled, type SettledSubmission } from "./receipts/read-settled.ts";
export { readWholeIssues } from "./receipts/read-whole-issues.ts";
export type { ReceiptReader, StoredSubmission, SubmissionName } from "./receipts/receipt-reader.ts";
export { loadReferenceTables } from "./reference/load-reference-tables.ts";
export { KEY_FIRST, NOW, RULE_SETTINGS } from "./rule-settings.ts";
export { UNAVAILABLE_CLICKHOUSE_CODES } from "./unavailable-codes.ts";
export { viewQuery } from "./view-query.ts";
export type * from "./warehouse.ts";
export { type WarehouseSettings, warehouseConfig } from "./warehouse-config.ts";
export { WAREHOUSE_ERRORS, WarehouseError, type WarehouseErrorCode } from "./warehouse-error.ts";
