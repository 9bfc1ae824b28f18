/** Every way in which the warehouse fails, and what a caller does about it. A code is never reused. */
export const WAREHOUSE_ERRORS = {
  /** The engine cannot be reached or has no room now: the same call may succeed later. */
  WAREHOUSE_UNAVAILABLE: "retry",
  /** The engine understood the call and refuses it: the same call fails again. */
  QUERY_FAILED: "crash",
  /** An insert was refused: the message names the table. */
  INSERT_FAILED: "crash",
  /** Another process holds the chDB directory. */
  DIRECTORY_IN_USE: "crash",
  /** chDB cannot open the directory, and no other process holds it. */
  DIRECTORY_UNUSABLE: "crash",
  /** The warehouse was used after `close`. */
  WAREHOUSE_CLOSED: "crash",
  /** Migrations are missing: run `yardstick migrate`. */
  SCHEMA_BEHIND: "retry",
  /** The file of an applied migration is not what was applied. */
  MIGRATION_EDITED: "crash",
  /** A migration file cannot be read as one: its name, number or a placeholder is wrong. */
  MIGRATION_INVALID: "crash",
  /** The settings do not fit together, or a file that they name cannot be read. */
  WAREHOUSE_SETTINGS: "crash",
} as const satisfies Record<string, "retry" | "crash">;

export type WarehouseErrorCode = keyof typeof WAREHOUSE_ERRORS;

export class WarehouseError extends Error {
  override readonly name = "WarehouseError";
  readonly code: WarehouseErrorCode;
  readonly disposition: "retry" | "crash";
  /** ClickHouse's own number, where the engine refused (https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp). */
  readonly clickhouseCode: number | undefined;

  constructor(
    code: WarehouseErrorCode,
    detail: { message: string; cause?: unknown; clickhouseCode?: number | undefined },
  ) {
    super(detail.message, { cause: detail.cause });
    this.code = code;
    this.disposition = WAREHOUSE_ERRORS[code];
    this.clickhouseCode = detail.clickhouseCode;
  }
}
