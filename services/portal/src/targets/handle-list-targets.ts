import { type Page, type TargetResult, targetsQuery } from "@yardstick/contracts";
import { answerPage } from "../page/answer-page.ts";
import { periodFilter } from "../query/period-filter.ts";
import { readQuery } from "../query/read-query.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { ReadContext } from "../read-context.ts";
import { selectTargets, TARGET_SORT } from "./select-targets.ts";
import { type TargetRow, toTargetResult } from "./to-target-result.ts";

/** `GET /v1/targets` */
export async function handleListTargets(raw: unknown, context: ReadContext): Promise<Page<TargetResult>> {
  const query = readQuery(targetsQuery, raw);
  const { plan, region } = resolveCodes(query, context.reference);
  const period = query.period === undefined ? undefined : periodFilter(query.period);
  const filter = { plan, region, period, today: todayInChina(context.clock.nowMs()) };
  return answerPage<TargetRow, TargetResult>(
    {
      list: "targets",
      query,
      sort: TARGET_SORT,
      select: (bounds) => selectTargets(filter, bounds),
      toAnswer: (row) => toTargetResult(row, context.reference),
    },
    context,
  );
}

/** Validation judges "not yet over" by the same day. */
function todayInChina(nowMs: number): string {
  return new Date(nowMs + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

const CHINA_OFFSET_MS = 8 * 3_600_000;
