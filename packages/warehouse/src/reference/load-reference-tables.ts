import type { ReferenceData } from "@yardstick/contracts";
import type { Warehouse } from "../warehouse.ts";
import type { DimensionRows } from "./dimension-rows.ts";
import { referenceRows } from "./reference-rows.ts";

/**
 * Loads the reference data into the dimension tables: rows that are new or have changed, and a mark on those that are
 * gone. Repeatable; of two loads the one with the higher number wins row by row. Only `yardstick migrate` and the
 * one-process deployment call it.
 *
 * @param load Number of the load: the clock's milliseconds.
 */
export async function loadReferenceTables(warehouse: Warehouse, reference: ReferenceData, load: number): Promise<void> {
  for (const dimension of referenceRows(reference)) await loadTable(warehouse, dimension, load);
}

async function loadTable(warehouse: Warehouse, dimension: DimensionRows, load: number): Promise<void> {
  const { table, columns, rows } = dimension;
  const wanted = new Map(rows.map((row) => [keyOf(dimension, row), row]));
  const stored = await warehouse.query<Record<string, unknown>>(`SELECT ${columns.join(", ")} FROM ${table} FINAL`);
  const gone = stored
    .map((row) => columns.map((column) => row[column]))
    .filter((row) => !wanted.has(keyOf(dimension, row)));
  await warehouse.insert(
    table,
    [...columns, "load", "gone"],
    [...rows.map((row) => [...row, load, 0]), ...gone.map((row) => [...row, load, 1])],
  );
}

function keyOf({ columns, key }: DimensionRows, row: readonly unknown[]): string {
  return JSON.stringify(key.map((name) => row[columns.indexOf(name)]));
}
