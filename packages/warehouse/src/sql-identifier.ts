import { WarehouseError } from "./warehouse-error.ts";

/** Answers `name` when it is a plain identifier, with `database.` before it or not; names cannot be bound as values. */
export function sqlIdentifier(name: string): string {
  if (/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/.test(name)) return name;
  throw new WarehouseError("QUERY_FAILED", { message: `not a table or column name: ${JSON.stringify(name)}` });
}
