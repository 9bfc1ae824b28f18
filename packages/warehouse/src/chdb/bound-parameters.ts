import type { QueryParams } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";
import { escapeText, formatParameter } from "./format-parameter.ts";

/**
 * The query parameters that one session holds. They are bound with `SET param_<name>`, which belongs to its session:
 * the binding's own parameters are shared by the whole process, so that it runs one parameterised query at a time
 * (chDB 3.4.0: two of them took 19 s side by side, 10 s this way).
 */
export interface BoundParameters {
  /** The SET statement that binds `params` for `sql`, or undefined when they are bound already. */
  statementFor(sql: string, params: QueryParams): string | undefined;
  /** Notes that the statement for `params` has run. */
  nowHolds(params: QueryParams): void;
}

export function createBoundParameters(): BoundParameters {
  const held = new Map<string, string>();
  return {
    statementFor(sql, params) {
      refuseLeftOver(sql, params, held);
      const changed = Object.entries(params)
        .map(([name, value]) => [parameterName(name), formatParameter(value)] as const)
        .filter(([name, text]) => held.get(name) !== text);
      if (changed.length === 0) return undefined;
      return `SET ${changed.map(([name, text]) => `param_${name} = '${escapeText(text)}'`).join(", ")}`;
    },
    nowHolds(params) {
      for (const [name, value] of Object.entries(params)) held.set(name, formatParameter(value));
    },
  };
}

/** A parameter that an earlier query set and this one forgot must fail as on a server, not take the old value. */
function refuseLeftOver(sql: string, params: QueryParams, held: ReadonlyMap<string, string>): void {
  for (const [, name] of sql.matchAll(/\{\s*([A-Za-z_]\w*)\s*:/g)) {
    if (name === undefined || name in params || !held.has(name)) continue;
    throw new WarehouseError("QUERY_FAILED", {
      message: `the query parameter ${name} is not set`,
      clickhouseCode: UNKNOWN_QUERY_PARAMETER,
    });
  }
}

function parameterName(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return name;
  throw new WarehouseError("QUERY_FAILED", { message: `not a parameter name: ${JSON.stringify(name)}` });
}

const UNKNOWN_QUERY_PARAMETER = 456;
