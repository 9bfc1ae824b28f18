import type { TableInsert, WarehouseWrite } from "@yardstick/pipeline";
import { type ClaimBoard, type Outcome, positionOf } from "../claim.ts";
import { CLAIM_COLUMNS, ISSUE_COLUMNS } from "../claim-columns.ts";
import { type Coordinate, coordinateKey } from "../coordinate.ts";
import type { StoredClaims, StoredIssue, StoredReceipt, StoredSubmission } from "../stored-claims.ts";

// biome-ignore lint/suspicious/noExplicitAny: rows by column, as a table takes them.
export type Row = Record<string, any>;

/** The tables of the store stage in memory: rows replace those of the same key, the last one where versions are equal. */
export interface SimulatedTables {
  /** By coordinate and version. */
  readonly vintages: Map<string, Row>;
  /** By coordinate. */
  readonly observations: Map<string, Row>;
  /** By source, id and version; without those that are gone. */
  receipts(): Row[];
  issues(): Row[];
  /** `view`: what the materialised view does, which a process may not live to see. */
  write(write: WarehouseWrite): { view: () => void };
  /** `gate` is waited for before each answer. */
  stored(gate: () => Promise<void>): StoredClaims;
}

export function createSimulatedTables(): SimulatedTables {
  const vintages = new Map<string, Row>();
  const observations = new Map<string, Row>();
  const submissions = new Map<string, Row>();
  const submissionIssues = new Map<string, Row>();

  const show = (key: string, row: Row) => {
    const there = observations.get(key);
    if (there === undefined || BigInt(row.version) >= BigInt(there.version)) observations.set(key, row);
  };
  const showCurrent = (keys: readonly string[], lifted: readonly string[]) => {
    for (const key of keys) {
      const claims = [...vintages.values()].filter((row) => keyOf(row) === key);
      const taken = claims.filter(isTakenRow);
      const best = highest(taken.length > 0 ? taken : claims);
      const version = highest(lifted.includes(key) ? claims : taken)?.version ?? 0n;
      if (best !== undefined) show(key, { ...best, version, value: taken.length > 0 ? best.value : null });
    }
  };
  const live = (rows: Map<string, Row>) => [...rows.values()].filter(({ gone }) => gone !== 1);

  return {
    vintages,
    observations,
    receipts: () => live(submissions),
    issues: () => live(submissionIssues),
    write: (write) => {
      if ("sql" in write) {
        showCurrent((write.params?.keys ?? []) as string[], (write.params?.lifted ?? []) as string[]);
        return NO_VIEW;
      }
      const rows = rowsOf(write);
      if (write.table === "submissions") for (const row of rows) submissions.set(idOf(row), row);
      if (write.table === "submission_issues") {
        for (const row of rows) submissionIssues.set(`${idOf(row)}|${row.ordinal}`, row);
      }
      if (write.table !== "observation_vintages") return NO_VIEW;
      for (const row of rows) vintages.set(`${keyOf(row)}|${row.version}`, row);
      return { view: () => rows.filter(isTakenRow).forEach((row) => void show(keyOf(row), row)) };
    },
    stored: (gate) => ({
      claimsAt: async (coordinates, inHand) => {
        await gate();
        return { board: boardOf(vintages, coordinates), mark: markOf(vintages, coordinates, inHand) };
      },
      markAt: async (coordinates, inHand) => {
        await gate();
        return markOf(vintages, coordinates, inHand);
      },
      submissions: async (ids) => {
        await gate();
        return submissionsOf([...vintages.values()].filter(({ submission_id: id }) => ids.includes(id)));
      },
      receipts: async (ids) => {
        await gate();
        return live(submissions)
          .filter((row) => ids.includes(row.submission_id))
          .map(receiptOf);
      },
      receiptKeys: async (ids) => {
        await gate();
        return live(submissions)
          .filter((row) => ids.includes(row.submission_id))
          .map(receiptOf);
      },
      issues: async (ids) => {
        await gate();
        return live(submissionIssues)
          .filter((row) => ids.includes(row.submission_id))
          .map(issueOf)
          .sort((a, b) => a.ordinal - b.ordinal);
      },
      currentAt: async () => {
        await gate();
        return new Map(
          [...observations].map(([key, { source, submission_id: submissionId, outcome, version }]) => [
            key,
            { source, submissionId, isTaken: outcome !== "refused", version: BigInt(version) },
          ]),
        );
      },
    }),
  };
}

const NO_VIEW = { view: () => undefined };

const isTakenRow = ({ outcome }: Row) => outcome === "accepted" || outcome === "superseded";

function rowsOf({ columns, rows }: TableInsert): Row[] {
  if (typeof rows === "string") throw new Error("rows are arrays here");
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
}

const idOf = (row: Row) => `${row.source}|${row.submission_id}|${row.version}`;

function atOf(row: Row): Coordinate {
  const { indicator, region, accumulation, measure, caliber } = row;
  const { period_start: periodStart, period_end: periodEnd, price_basis: priceBasis } = row;
  return { indicator, region, periodStart, periodEnd, accumulation, measure, priceBasis, caliber };
}

export const keyOf = (row: Row) => coordinateKey(atOf(row));

function highest(rows: readonly Row[]): Row | undefined {
  return rows.toSorted((a, b) => (BigInt(a.version) < BigInt(b.version) ? 1 : -1))[0];
}

function boardOf(vintages: Map<string, Row>, coordinates: readonly Coordinate[]): ClaimBoard {
  const board: ClaimBoard = new Map(coordinates.map((at) => [coordinateKey(at), []]));
  for (const row of vintages.values()) {
    const { source, submission_id: submissionId, value, status } = row;
    const version = BigInt(row.version);
    const outcome = row.outcome as Outcome;
    const claim = { source, submissionId, value, status, version, position: positionOf(version) };
    board.get(keyOf(row))?.push({ ...claim, stored: outcome, outcome });
  }
  return board;
}

function markOf(vintages: Map<string, Row>, coordinates: readonly Coordinate[], inHand: readonly bigint[]): string {
  const keys = new Set(coordinates.map(coordinateKey));
  const isOwn = ({ version }: Row) => inHand.includes(positionOf(BigInt(version)));
  const others = [...vintages.values()].filter((row) => keys.has(keyOf(row)) && !isOwn(row));
  return others
    .map((row) => `${keyOf(row)}/${row.version}/${row.outcome}`)
    .sort()
    .join();
}

function submissionsOf(rows: readonly Row[]): StoredSubmission[] {
  const found = new Map<string, StoredSubmission>();
  for (const row of rows.toSorted((a, b) => a.submission_row - b.submission_row)) {
    const { source, submission_id: submissionId, mode, period, value, status } = row;
    const version = BigInt(row.version);
    const position = positionOf(version);
    const id = `${source}|${submissionId}|${position}`;
    const there = found.get(id) ?? { source, submissionId, position, mode, claims: [] };
    const claim = {
      ...{ at: atOf(row), key: keyOf(row), period, row: row.submission_row, value, status, version },
      isExplained: row.explanation !== "",
      columns: CLAIM_COLUMNS.map((column) => row[column]),
    };
    found.set(id, { ...there, claims: [...there.claims, claim] });
  }
  return [...found.values()];
}

function receiptOf(row: Row): StoredReceipt {
  const { source, submission_id: submissionId, mode, state, content_sha256: contentSha256, rows } = row;
  const { format, file_name: fileName, feed, places, outcomes, auth_id: authId } = row;
  const { issue_counts: issueCounts, known_at: knownAt } = row;
  const file = { format, fileName, feed, places, outcomes, authId };
  const said = { source, submissionId, mode, state, contentSha256, rows, issueCounts, knownAt };
  return { ...said, ...file, position: BigInt(row.version) };
}

function issueOf(row: Row): StoredIssue {
  const { source, submission_id: submissionId, ordinal, rule } = row;
  const columns = ISSUE_COLUMNS.map((column) => row[column]);
  return { source, submissionId, position: BigInt(row.version), ordinal, rule, columns };
}
