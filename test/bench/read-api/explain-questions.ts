import type { ReferenceData } from "@yardstick/contracts";
import { createReadApi, portalConfig } from "@yardstick/portal";
import { createMetrics, createSilentLogger, systemClock } from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import { z } from "zod";
import { type Cost, medianCost } from "./median-cost.ts";
import { describeRead, planOf, type Statement } from "./plan-of.ts";
import { READ_QUESTIONS } from "./questions.ts";
import type { ReadEndpoints } from "./read-endpoints.ts";
import { rowsRead } from "./rows-read.ts";

/** What a question costs inside the engine. */
export interface Explanation {
  /** The reads of tables that grow, of all its statements. */
  readonly plan: readonly string[];
  readonly statements: number;
  /** By the engine's own counter. */
  readonly rowsRead: number;
  /** All its statements, one after the other, without HTTP. */
  readonly engine: Cost;
  /** The same on tables without a figure: parsing, analysis and set-up. */
  readonly empty: Cost;
}

const REPETITIONS = 3;

/**
 * Asks the read API in this process and looks at what it asks the engine: the plan of each statement, the rows that are
 * read, and what the same statements cost in a database that has the reference data and no figure.
 */
export async function explainQuestions(
  warehouse: Warehouse,
  empty: Warehouse,
  reference: ReferenceData,
): Promise<ReadonlyMap<string, Explanation>> {
  const asked: Statement[] = [];
  const query = <Row>(...[sql, params, settings]: Parameters<Warehouse["query"]>): Promise<Row[]> => {
    asked.push({ sql, params, settings });
    return warehouse.query<Row>(sql, params, settings);
  };
  const api = createReadApi({
    ...{ warehouse: { query }, reference, clock: systemClock },
    config: z.object(portalConfig).parse({}),
    logger: createSilentLogger(),
    metrics: createMetrics(),
  });
  const endpoints: ReadEndpoints = {
    get: async (path) => (await api.inject(path)).body,
    sql: async (statement) => {
      const rows = await query(statement.replace(/FORMAT \w+$/, ""));
      return rows.map((row) => JSON.stringify(row)).join("\n");
    },
  };
  const explanations = new Map<string, Explanation>();
  for (const { id, ask } of READ_QUESTIONS) {
    await ask(endpoints);
    asked.length = 0;
    const rows = await rowsRead(warehouse, () => ask(endpoints));
    const statements = [...asked];
    const plans: string[] = [];
    for (const statement of statements) plans.push(...(await planOf(warehouse, statement)).map(describeRead));
    explanations.set(id, {
      ...{ plan: plans, statements: statements.length, rowsRead: rows },
      engine: await costOf(warehouse, statements),
      empty: await costOf(empty, statements),
    });
  }
  await api.close();
  return explanations;
}

/** All statements, one after the other. */
function costOf(warehouse: Pick<Warehouse, "query">, statements: readonly Statement[]): Promise<Cost> {
  return medianCost(REPETITIONS, async () => {
    for (const { sql, params, settings } of statements) await warehouse.query(sql, params, settings);
  });
}
