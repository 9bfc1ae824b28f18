import { crc32 } from "node:zlib";
import type { Warehouse } from "@yardstick/warehouse";
import { type ClaimBoard, type Outcome, positionOf, versionsAt } from "./claim.ts";
import { CLAIM_COLUMNS, ISSUE_COLUMNS } from "./claim-columns.ts";
import { COORDINATE_KEY_SQL, type Coordinate, coordinateKey } from "./coordinate.ts";
import type { CurrentRow, StoredClaims, StoredIssue, StoredReceipt, StoredSubmission } from "./stored-claims.ts";

/** The store's questions to ClickHouse: each is one query, or one for every so many coordinates. */
export function readStoredClaims(warehouse: Pick<Warehouse, "query">): StoredClaims {
  const ask = <Row>(sql: string, params: Record<string, unknown>) => warehouse.query<Row>(sql, params);
  const askOfAll = async <Row>(sql: string, coordinates: readonly Coordinate[], more: Record<string, unknown> = {}) => {
    const asked = inQuestions(coordinates).map((some) => ask<Row>(sql, { ...rangeOf(some), ...more }));
    return (await Promise.all(asked)).flat();
  };
  return {
    claimsAt: async (coordinates, inHand) => {
      const rows = await askOfAll<ClaimRow>(CLAIMS_AT, coordinates);
      return boardOf(rows, coordinates, new Set(inHand));
    },
    markAt: async (coordinates, inHand) => {
      const own = inHand.flatMap(versionsAt);
      return markOver(await askOfAll<{ count: string; marks: string }>(MARK_AT, coordinates, { own }));
    },
    submissions: async (ids) => submissionsOf(ids.length === 0 ? [] : await ask<StoredClaimRow>(SUBMISSIONS, { ids })),
    receipts: async (ids) => (ids.length === 0 ? [] : await ask<ReceiptRow>(RECEIPTS, { ids })).map(receiptOf),
    receiptKeys: async (ids) =>
      (ids.length === 0 ? [] : await ask<ReceiptKeyRow>(RECEIPT_KEYS, { ids })).map(receiptKeyOf),
    issues: async (ids) => (ids.length === 0 ? [] : await ask<IssueRow>(ISSUES, { ids })).map(issueOf),
    currentAt: async (coordinates) => currentOf(await askOfAll<CurrentRowRead>(CURRENT_AT, coordinates)),
  };
}

/** Most coordinates of one question: as its parameters they have to stay well below the engine's `max_query_size`. */
const COORDINATES_PER_QUESTION = 2_000;

function inQuestions(coordinates: readonly Coordinate[]): Coordinate[][] {
  const starts = Array.from({ length: Math.ceil(coordinates.length / COORDINATES_PER_QUESTION) }, (_, at) => at);
  return starts.map((at) => coordinates.slice(at * COORDINATES_PER_QUESTION, (at + 1) * COORDINATES_PER_QUESTION));
}

/** One mark over all: how many claims there are, and a sum that wraps as the engine's does. */
function markOver(parts: readonly { readonly count: string | number; readonly marks: string | bigint }[]): string {
  const count = parts.reduce((sum, part) => sum + Number(part.count), 0);
  const marks = parts.reduce((sum, part) => BigInt.asUintN(64, sum + BigInt(part.marks)), 0n);
  return `${count}/${marks}`;
}

/**
 * Every sorting-key prefix that the coordinates have, asked for at once; then the places that they really are, since a
 * batch of many regions and days would else read all days of all its regions; then the coordinates themselves, by a
 * checksum, which is a tenth of their text: what else lies at the same places was eight rows for each that was asked for.
 * A checksum that two coordinates share answers a row too many, which is dropped.
 */
const RANGE = `indicator IN {indicators:Array(String)} AND region IN {regions:Array(String)}
  AND period_end IN {periodEnds:Array(Date32)} AND (region, period_end) IN (
    SELECT arrayJoin(arrayZip({placeRegions:Array(String)}, {placeEnds:Array(Date32)})))
  AND CRC32(${COORDINATE_KEY_SQL}) IN {checksums:Array(UInt32)}`;

/**
 * The engine then reads the conditions' columns before all others, although the table is read FINAL. All versions of a
 * row have the same values there, so that none is told apart by them. One thread: so few rows gain nothing from more,
 * which wait for one another on a busy machine (half the time with one, at a load of ten a core).
 */
const KEY_FIRST = "SETTINGS optimize_move_to_prewhere_if_final = 1, max_threads = 1";

function rangeOf(coordinates: readonly Coordinate[]) {
  const [indicators, regions, periodEnds] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const places = new Map<string, Coordinate>();
  const checksums = new Set<number>();
  for (const at of coordinates) {
    indicators.add(at.indicator);
    regions.add(at.region);
    periodEnds.add(at.periodEnd);
    places.set(`${at.region} ${at.periodEnd}`, at);
    checksums.add(crc32(coordinateKey(at)));
  }
  return {
    indicators: [...indicators],
    regions: [...regions],
    periodEnds: [...periodEnds],
    placeRegions: [...places.values()].map(({ region }) => region),
    placeEnds: [...places.values()].map(({ periodEnd }) => periodEnd),
    checksums: [...checksums],
  };
}

const KEY_COLUMNS = "indicator, region, period_start, period_end, accumulation, measure, price_basis, caliber";
const MARK = `cityHash64(${KEY_COLUMNS}, version, outcome)`;

const CLAIMS_AT = `
SELECT ${KEY_COLUMNS}, value, status, source, submission_id, outcome, version, ${MARK} AS mark
FROM observation_vintages FINAL WHERE ${RANGE} ${KEY_FIRST}`;

const MARK_AT = `
SELECT count() AS count, sum(${MARK}) AS marks
FROM observation_vintages FINAL WHERE ${RANGE} AND version NOT IN {own:Array(UInt128)} ${KEY_FIRST}`;

const SUBMISSIONS = `
SELECT ${CLAIM_COLUMNS.join(", ")} FROM observation_vintages FINAL
WHERE submission_id IN {ids:Array(String)} ORDER BY submission_id, version, submission_row`;

const RECEIPTS = `
SELECT submission_id, source, mode, state, content_sha256, rows, issue_counts, format, file_name, feed, places, outcomes,
  auth_id, known_at, version
FROM submissions FINAL WHERE submission_id IN {ids:Array(String)} ${KEY_FIRST}`;

const RECEIPT_KEYS = `
SELECT submission_id, source, version FROM submissions FINAL WHERE submission_id IN {ids:Array(String)} ${KEY_FIRST}`;

const ISSUES = `
SELECT submission_id, source, version, ordinal, ${ISSUE_COLUMNS.join(", ")}
FROM submission_issues FINAL WHERE submission_id IN {ids:Array(String)} ORDER BY ordinal`;

const CURRENT_AT = `
SELECT ${KEY_COLUMNS}, source, submission_id, outcome, version FROM observations FINAL WHERE ${RANGE}`;

interface CoordinateColumns extends Pick<Coordinate, "indicator" | "region" | "accumulation" | "measure" | "caliber"> {
  readonly period_start: string;
  readonly period_end: string;
  readonly price_basis: Coordinate["priceBasis"];
}

interface ClaimRow extends CoordinateColumns {
  readonly value: string | null;
  readonly status: string;
  readonly source: string;
  readonly submission_id: string;
  readonly outcome: Outcome;
  readonly version: string;
  readonly mark: string;
}

function boardOf(rows: readonly ClaimRow[], coordinates: readonly Coordinate[], inHand: ReadonlySet<bigint>) {
  const board: ClaimBoard = new Map(coordinates.map((at) => [coordinateKey(at), []]));
  const others: { count: number; marks: string }[] = [];
  for (const row of rows) {
    const { source, submission_id: submissionId, value, status, outcome } = row;
    const version = BigInt(row.version);
    const position = positionOf(version);
    if (!inHand.has(position)) others.push({ count: 1, marks: row.mark });
    const standing = { source, submissionId, value, status, version, position };
    board.get(coordinateKey(coordinateOf(row)))?.push({ ...standing, stored: outcome, outcome });
  }
  return { board, mark: markOver(others) };
}

function coordinateOf(row: CoordinateColumns): Coordinate {
  const { indicator, region, accumulation, measure, caliber } = row;
  const { period_start: periodStart, period_end: periodEnd, price_basis: priceBasis } = row;
  return { indicator, region, periodStart, periodEnd, accumulation, measure, priceBasis, caliber };
}

/** A row of the table by its columns; those that nothing is decided by are only carried on. */
type StoredClaimRow = CoordinateColumns &
  Pick<ClaimRow, "value" | "status" | "source" | "submission_id" | "version"> &
  Readonly<Record<(typeof CLAIM_COLUMNS)[number], unknown>> & {
    readonly period: string;
    readonly explanation: string;
    readonly submission_row: number;
    readonly mode: StoredSubmission["mode"];
  };

function submissionsOf(rows: readonly StoredClaimRow[]): StoredSubmission[] {
  const found = new Map<string, StoredSubmission & { readonly claims: StoredSubmission["claims"][number][] }>();
  for (const row of rows) {
    const { source, submission_id: submissionId, mode, value, status, period } = row;
    const version = BigInt(row.version);
    const position = positionOf(version);
    const id = `${submissionId}|${source}|${position}`;
    const submission = found.get(id) ?? { source, submissionId, position, mode, claims: [] };
    found.set(id, submission);
    const at = coordinateOf(row);
    submission.claims.push({
      ...{ at, key: coordinateKey(at), period, value, status, version },
      row: Number(row.submission_row),
      isExplained: row.explanation !== "",
      columns: CLAIM_COLUMNS.map((column) => row[column]),
    });
  }
  return [...found.values()];
}

interface ReceiptKeyRow {
  readonly submission_id: string;
  readonly source: string;
  readonly version: string;
}

const receiptKeyOf = ({ source, submission_id: submissionId, version }: ReceiptKeyRow) => ({
  ...{ source, submissionId, position: BigInt(version) },
});

type ReceiptRow = ReceiptKeyRow &
  Pick<StoredReceipt, "mode" | "state" | "format" | "feed" | "places" | "outcomes"> & {
    readonly content_sha256: string;
    readonly rows: number | string;
    readonly issue_counts: Readonly<Record<string, number | string>>;
    readonly file_name: string;
    readonly auth_id: string;
    readonly known_at: string;
  };

function receiptOf(row: ReceiptRow): StoredReceipt {
  const { mode, state, format, feed, places, outcomes } = row;
  return {
    ...receiptKeyOf(row),
    ...{ mode, state, format, feed, places, outcomes, fileName: row.file_name, authId: row.auth_id },
    ...{ contentSha256: row.content_sha256, rows: Number(row.rows), knownAt: row.known_at },
    issueCounts: Object.fromEntries(Object.entries(row.issue_counts).map(([code, count]) => [code, Number(count)])),
  };
}

type IssueRow = Readonly<Record<(typeof ISSUE_COLUMNS)[number], unknown>> & {
  readonly submission_id: string;
  readonly source: string;
  readonly version: string;
  readonly ordinal: number | string;
};

function issueOf(row: IssueRow): StoredIssue {
  return {
    ...{ source: row.source, submissionId: row.submission_id, position: BigInt(row.version) },
    ...{ ordinal: Number(row.ordinal), rule: String(row.rule) },
    columns: ISSUE_COLUMNS.map((column) => row[column]),
  };
}

type CurrentRowRead = CoordinateColumns & Pick<ClaimRow, "source" | "submission_id" | "outcome" | "version">;

function currentOf(rows: readonly CurrentRowRead[]): Map<string, CurrentRow> {
  return new Map(
    rows.map((row) => [
      coordinateKey(coordinateOf(row)),
      {
        source: row.source,
        submissionId: row.submission_id,
        isTaken: row.outcome !== "refused",
        version: BigInt(row.version),
      },
    ]),
  );
}
