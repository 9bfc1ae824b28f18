import type { Accumulation } from "@yardstick/contracts";
import { behind, orderBy, type SortColumn } from "../page/keyset.ts";
import type { PageBounds } from "../page/page-rows.ts";
import { allOf, type Condition, EVERYTHING, only, type Select } from "../query/conditions.ts";
import { inTime, type PeriodFilter } from "../query/period-filter.ts";

export interface ObservationsFilter {
  readonly indicator?: string | undefined;
  readonly region?: string | undefined;
  readonly accumulation?: Accumulation | undefined;
  readonly period?: PeriodFilter | undefined;
  readonly measure?: string | undefined;
  readonly priceBasis?: string | undefined;
  readonly caliber?: string | undefined;
  readonly source?: string | undefined;
  readonly submissionId?: string | undefined;
  /** Every version of each figure instead of the one that is current. */
  readonly everyVintage: boolean;
  /** What was known by then; DateTime64 text. */
  readonly asOf?: string | undefined;
}

/** The order of each kind is that of the table it reads. */
export function observationSort({ everyVintage, asOf }: ObservationsFilter): readonly SortColumn[] {
  if (everyVintage) return [...VINTAGE_SORT, { column: "version", type: "UInt128", descending: true }];
  return asOf === undefined ? CURRENT_SORT : VINTAGE_SORT;
}

/** Figures: the current ones, those that were current at an instant, or every vintage with the newest first. */
export function selectObservations(filter: ObservationsFilter, { after, limit }: PageBounds): Select {
  const sort = observationSort(filter);
  const coordinate = allOf(
    only("indicator", filter.indicator),
    only("region", filter.region),
    inTime(filter.period, filter.accumulation),
    only("measure", filter.measure),
    only("price_basis", filter.priceBasis),
    only("caliber", filter.caliber),
    behind(sort, after),
  );
  // A claim that was refused is no figure, nor a word about one. What a row says of its source and submission is only that
  // of the version in question.
  const vintage = allOf(TAKEN, only("source", filter.source), only("submission_id", filter.submissionId));
  const { from, where } = sourceOf(filter, coordinate, vintage);
  return {
    sql: `SELECT ${[...KEY, ...ATTRIBUTES].join(", ")}${filter.everyVintage ? ", version" : ""}
FROM ${from}
WHERE ${where.sql}
ORDER BY ${orderBy(sort)}
LIMIT {limit:UInt32}`,
    params: { ...coordinate.params, ...where.params, ...knownBy(filter.asOf).params, limit },
  };
}

function sourceOf({ everyVintage, asOf }: ObservationsFilter, coordinate: Condition, vintage: Condition) {
  const known = knownBy(asOf);
  if (everyVintage) return { from: "observation_vintages FINAL", where: allOf(coordinate, known, vintage) };
  if (asOf === undefined) return { from: "observations FINAL", where: allOf(coordinate, vintage) };
  const from = `
(
  SELECT ${KEY.join(", ")}, ${ATTRIBUTES.map((name, at) => `tupleElement(newest, ${at + 1}) AS ${name}`).join(", ")}
  FROM
  (
    SELECT ${KEY.join(", ")}, argMax(tuple(${ATTRIBUTES.join(", ")}), version) AS newest
    FROM observation_vintages FINAL
    WHERE ${allOf(coordinate, known, TAKEN).sql}
    GROUP BY ${KEY.join(", ")}
  )
)`;
  return { from, where: vintage };
}

const TAKEN: Condition = { sql: "outcome IN ('accepted', 'superseded')", params: {} };

function knownBy(asOf: string | undefined): Condition {
  return asOf === undefined ? EVERYTHING : { sql: "known_at <= {as_of:DateTime64(3)}", params: { as_of: asOf } };
}

const VINTAGE_SORT: readonly SortColumn[] = [
  { column: "indicator", type: "String" },
  { column: "region", type: "String" },
  { column: "period_end", type: "Date32" },
  { column: "accumulation", type: "String" },
  { column: "measure", type: "String" },
  { column: "price_basis", type: "String" },
  { column: "caliber", type: "String" },
  { column: "period_start", type: "Date32" },
];

const CURRENT_SORT: readonly SortColumn[] = [
  { column: "indicator", type: "String" },
  { column: "period_end", type: "Date32" },
  { column: "accumulation", type: "String" },
  { column: "measure", type: "String" },
  { column: "region", type: "String" },
  { column: "price_basis", type: "String" },
  { column: "caliber", type: "String" },
  { column: "period_start", type: "Date32" },
];

const KEY = VINTAGE_SORT.map(({ column }) => column);

const ATTRIBUTES = [
  ...[
    "period",
    "value",
    "unit",
    "submitted_value",
    "submitted_unit",
    "submitted_names",
    "status",
    "source",
    "submission_id",
  ],
  ...["released_at", "citation", "note", "known_at", "outcome"],
];
