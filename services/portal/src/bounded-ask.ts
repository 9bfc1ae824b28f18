import { HttpProblem } from "@yardstick/runtime";
import { type Warehouse, WarehouseError } from "@yardstick/warehouse";
import type { Ask } from "./query/ask.ts";

/** ClickHouse's TIMEOUT_EXCEEDED. */
const TIMEOUT_EXCEEDED = 159;

/**
 * The warehouse as the read API asks it: each question ends after `timeoutMs`. A question that is too wide is told so;
 * a warehouse that is away is the runtime's 503.
 */
export function boundedAsk(warehouse: Pick<Warehouse, "query">, timeoutMs: number): Ask {
  const settings = { max_execution_time: timeoutMs / 1_000 };
  return async <Row>({ sql, params, settings: own }: Parameters<Ask>[0]) => {
    try {
      return await warehouse.query<Row>(sql, params, { ...own, ...settings });
    } catch (error) {
      throw isTimeout(error) ? tooSlow(timeoutMs, error) : error;
    }
  };
}

const isTimeout = (error: unknown) => error instanceof WarehouseError && error.clickhouseCode === TIMEOUT_EXCEEDED;

function tooSlow(timeoutMs: number, cause: unknown): HttpProblem {
  return new HttpProblem({
    status: 503,
    code: "QUERY_TIMEOUT",
    detail: `The answer took longer than ${timeoutMs} ms. More filters or a smaller limit make it quicker; for wide questions there is the SQL door.`,
    headers: { "retry-after": "5" },
    cause,
  });
}
