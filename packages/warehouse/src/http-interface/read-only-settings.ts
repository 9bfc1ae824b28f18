import type { QueryLimits } from "./query-limits.ts";
import { withoutLiterals } from "./sql-text.ts";

/**
 * The settings that a read-only query runs under: the limits, lowered where the request asks for less, and the
 * request's own ones that only shape the answer. All others are dropped. The engine refuses what a SETTINGS clause
 * changes beyond these, since they are in force before `readonly = 1`.
 */
export function readOnlySettings(
  requested: Iterable<readonly [string, string]>,
  limits: QueryLimits,
): Map<string, string> {
  const settings = new Map<string, string>();
  const bounds = upperBounds(limits);
  for (const [name, bound] of bounds) settings.set(name, String(bound));
  for (const [name, value] of requested) {
    const bound = bounds.get(name);
    if (bound !== undefined) settings.set(name, String(lowered(value, bound)));
    else if (isHarmless(name)) settings.set(name, value);
  }
  for (const [name, value] of fixed) settings.set(name, value);
  return settings;
}

/** What the SETTINGS clauses of a statement in the engine's own formatting ask for: `name = value`, comma between. */
export function settingsClauses(canonicalSql: string): [string, string][] {
  const literals = [...canonicalSql.matchAll(/'((?:[^'\\]|\\.|'')*)'/gs)].map((match) => match[1] as string);
  let literal = 0;
  const found: [string, string][] = [];
  const clause = /''|\bSETTINGS ((?:\w+ = (?:''|[\w.+-]+)(?:, )?)+)/g;
  for (const match of withoutLiterals(canonicalSql).matchAll(clause)) {
    if (match[1] === undefined) {
      literal += 1;
      continue;
    }
    for (const [, name, value] of match[1].matchAll(/(\w+) = (''|[\w.+-]+)/g)) {
      found.push([name as string, value === "''" ? (literals[literal++] ?? "") : (value as string)]);
    }
  }
  return found;
}

function upperBounds(limits: QueryLimits): Map<string, number> {
  return new Map([
    ["max_result_rows", limits.maxResultRows],
    ["max_result_bytes", limits.maxResultBytes],
    ["max_execution_time", limits.maxExecutionTimeSeconds],
    ["max_memory_usage", limits.maxMemoryBytes],
    ["max_query_size", limits.maxStatementBytes * 4],
  ]);
}

/** ClickHouse reads 0 as no limit, which would be higher. */
function lowered(value: string, bound: number): number {
  const asked = Number(value);
  return Number.isFinite(asked) && asked > 0 ? Math.min(asked, bound) : bound;
}

/** `output_format_schema` names a file to write. */
function isHarmless(name: string): boolean {
  return name !== "output_format_schema" && (/^output_format_\w+$/.test(name) || harmless.has(name));
}

const harmless = new Set([
  "date_time_output_format",
  "session_timezone",
  "join_use_nulls",
  "extremes",
  "union_default_mode",
  "limit",
  "offset",
  "format_csv_delimiter",
  "aggregate_functions_null_for_empty",
  "transform_null_in",
  "final",
  "use_uncompressed_cache",
]);

const fixed: readonly (readonly [string, string])[] = [
  ["max_threads", "1"],
  ["allow_ddl", "0"],
  ["allow_introspection_functions", "0"],
  ["max_parser_depth", "500"],
  ["max_ast_elements", "20000"],
  ["max_expanded_ast_elements", "50000"],
  ["result_overflow_mode", "throw"],
  ["timeout_overflow_mode", "throw"],
  ["max_subquery_depth", "50"],
  ["max_temporary_data_on_disk_size_for_query", "1073741824"],
];
