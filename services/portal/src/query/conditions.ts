import type { QueryParams, QuerySettings } from "@yardstick/warehouse";

/** Part of a WHERE clause and the values it binds. */
export interface Condition {
  readonly sql: string;
  readonly params: QueryParams;
}

/** One SELECT, ready for `Warehouse.query`. */
export interface Select {
  readonly sql: string;
  readonly params: QueryParams;
  /** Settings of this question alone. */
  readonly settings?: QuerySettings;
}

/** An absent filter does not filter. */
export const EVERYTHING: Condition = { sql: "1", params: {} };

export function allOf(...conditions: readonly Condition[]): Condition {
  const limiting = conditions.filter((condition) => condition !== EVERYTHING);
  if (limiting.length === 0) return EVERYTHING;
  return {
    sql: limiting.map(({ sql }) => `(${sql})`).join(" AND "),
    params: Object.assign({}, ...limiting.map(({ params }) => params)),
  };
}

/** `column = value`, bound as `only_<column>`. */
export function only(column: string, value: string | undefined): Condition {
  if (value === undefined) return EVERYTHING;
  return { sql: `${column} = {only_${column}:String}`, params: { [`only_${column}`]: value } };
}
