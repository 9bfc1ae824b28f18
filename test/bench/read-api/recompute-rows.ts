import type { ReferenceData } from "@yardstick/contracts";
import type { Warehouse } from "@yardstick/warehouse";
import { handleIndicatorPeriodChanged } from "../../../services/aggregator/src/recompute/handle-indicator-period-changed.ts";
import { describeRead, planOf, type Statement } from "./plan-of.ts";
import { RECOMPUTED } from "./questions.ts";
import { rowsRead } from "./rows-read.ts";

/** Rows that the engine reads for one recompute, by its parts. */
export interface RecomputeRows {
  /** Growth and comparisons of the key. */
  readonly rules: number;
  /** Results of the targets that the key touches. */
  readonly targets: number;
  /** Whether the figures of its cause are visible already. */
  readonly check: number;
  readonly plan: readonly string[];
}

/** What the recompute stage asks for a month of one indicator in these scopes, and the rows that the engine reads for it. */
export async function recomputeRows(
  warehouse: Warehouse,
  reference: ReferenceData,
  scopes: readonly string[],
): Promise<RecomputeRows> {
  const asked: Statement[] = [];
  const query = <Row>(...[sql, params, settings]: Parameters<Warehouse["query"]>): Promise<Row[]> => {
    asked.push({ sql, params, settings });
    return warehouse.query<Row>(sql, params, settings);
  };
  let inserts: readonly Statement[] = [];
  const check = await rowsRead(warehouse, async () => {
    const done = await handleIndicatorPeriodChanged(
      scopes.map(changeOf),
      { warehouse: { ...warehouse, query } },
      {
        ...{ reference, topicPrefix: "" },
      },
    );
    if (done.kind !== "done") throw new Error("the recompute stage does not see the figures");
    inserts = (done.inserts ?? []).flatMap((insert) => ("sql" in insert ? [insert] : []));
  });
  const isOfTargets = ({ sql }: Statement) => sql.startsWith("INSERT INTO target_results");
  const run = async (statements: readonly Statement[]) => {
    for (const { sql, params, settings } of statements) await warehouse.command(sql, params, settings);
  };
  const rules = await rowsRead(warehouse, () => run(inserts.filter((insert) => !isOfTargets(insert))));
  const targets = await rowsRead(warehouse, () => run(inserts.filter(isOfTargets)));
  const plan: string[] = [];
  for (const statement of [...asked.slice(0, 1), ...inserts]) {
    plan.push(...(await planOf(warehouse, statement)).map(describeRead));
  }
  return { rules, targets, check, plan };
}

/** An event of the recompute stage; its cause is as old as can be, so that every figure is visible. */
function changeOf(scope: string) {
  const received = { at: "1990-01-01T00:00:00.000Z", partition: 0, offset: "0" };
  const cause = { submissionId: "bench", source: "bench", received, version: "1" };
  const { indicator, periodEnd } = RECOMPUTED;
  const record = { key: null, value: null, headers: {}, partition: 0, offset: "0", timestamp: received.at };
  return { record: record as never, value: { scope, indicator, periodEnds: [periodEnd], cause } };
}
