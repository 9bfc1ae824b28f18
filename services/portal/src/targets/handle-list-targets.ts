import {
  type Page,
  type ReferenceData,
  type TargetResult,
  type TargetsQuery,
  targetsQuery,
} from "@yardstick/contracts";
import { HttpProblem } from "@yardstick/runtime";
import { answerPage, boundsOf, cursorAt } from "../page/answer-page.ts";
import { pageOfRows } from "../page/page-of-rows.ts";
import { toDateTime64 } from "../query/instant.ts";
import { periodFilter } from "../query/period-filter.ts";
import { readQuery } from "../query/read-query.ts";
import { resolveCodes } from "../query/resolve-codes.ts";
import type { ReadContext } from "../read-context.ts";
import { targetsAsOf } from "./list-targets-as-of.ts";
import { selectTargets, TARGET_SORT, type TargetsFilter } from "./select-targets.ts";
import { type TargetRow, toTargetResult } from "./to-target-result.ts";

/** `GET /v1/targets`: results as they are stored, or with `asOf` as they would have been. */
export async function handleListTargets(raw: unknown, context: ReadContext): Promise<Page<TargetResult>> {
  const query = readQuery(targetsQuery, raw);
  const { plan, region } = resolveCodes(query, context.reference);
  const filter = { ...targetsFilter(context), plan, region, period: periodOf(query) };
  const owner = { list: "targets", query, sort: TARGET_SORT };
  const toAnswer = (row: TargetRow) => toTargetResult(row, context.reference);
  if (query.asOf === undefined) {
    const select = (bounds: Parameters<typeof selectTargets>[1]) => selectTargets(filter, bounds);
    return answerPage<TargetRow, TargetResult>({ ...owner, select, toAnswers: (rows) => rows.map(toAnswer) }, context);
  }
  const { period } = filter;
  if (period === undefined) throw needsPeriod();
  const knownThrough = await context.knownThrough();
  const bounds = boundsOf(owner);
  const judged = await targetsAsOf({ ...filter, period }, toDateTime64(query.asOf), context);
  const { rows, next } = pageOfRows(owner.sort, judged, bounds);
  return { data: rows.map(toAnswer), nextCursor: cursorAt(owner, next), knownThrough };
}

const periodOf = ({ period }: TargetsQuery) => (period === undefined ? undefined : periodFilter(period));

/** What every question about targets is asked with: today where the plans are, and the last year of each. */
export function targetsFilter({
  clock,
  reference,
}: Pick<ReadContext, "clock" | "reference">): Pick<TargetsFilter, "today" | "lastYears"> {
  return { today: todayInChina(clock.nowMs()), lastYears: lastYearsOf(reference) };
}

const lastYearsOf = ({ plans }: ReferenceData) =>
  new Map([...plans.values()].map(({ id, validTo }) => [id, Number(validTo.slice(0, 4))]));

/** Validation judges "not yet over" by the same day. */
function todayInChina(nowMs: number): string {
  return new Date(nowMs + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

const CHINA_OFFSET_MS = 8 * 3_600_000;

function needsPeriod(): HttpProblem {
  return new HttpProblem({
    status: 400,
    code: "AS_OF_NEEDS_FILTERS",
    detail: "asOf judges the targets anew, in one period: period must be given with it.",
    errors: [{ path: "period", message: "is required with asOf" }],
  });
}
