import { createHash } from "node:crypto";
import { extname } from "node:path";
import type { Issue, SubmissionBody, SubmissionMode } from "@yardstick/contracts";
import {
  DEFAULT_DECODE_LIMITS,
  type DecodedSubmission,
  decodeCsvSubmission,
  decodeJsonSubmission,
} from "@yardstick/submissions";

/** One submission that is about to be sent. */
export interface PlannedSubmission {
  /** For people: the file, and the citation where there is one submission for each. */
  readonly label: string;
  readonly body: SubmissionBody;
  /** Row of the file, counted from 1, of each row of the submission. */
  readonly fileRows: readonly number[];
  /** Derived from what is sent, so that sending a file again changes nothing. */
  readonly idempotencyKey: string;
}

export interface PlanOptions {
  readonly file: string;
  /** Required for CSV, which has no envelope; for JSON it must be what the body says. */
  readonly source?: string | undefined;
  readonly mode?: SubmissionMode | undefined;
  readonly charset?: string | undefined;
  /** One submission for each citation, in the order in which they first stand in the file. */
  readonly byCitation?: boolean;
}

export type SubmissionPlan =
  | { readonly ok: true; readonly submissions: readonly PlannedSubmission[] }
  /** The file cannot be read as one. `issues` is empty where it is the options that do not fit. */
  | { readonly ok: false; readonly message: string; readonly issues: readonly Issue[] };

/** What a file's bytes become on the wire. The form is judged here, the figures by whom they are sent to. */
export function planSubmissions(bytes: Uint8Array, options: PlanOptions): SubmissionPlan {
  const { file, source, mode, byCitation = false } = options;
  const isCsv = extname(file).toLowerCase() === ".csv";
  if (isCsv && source === undefined) return refused(`${file}: a CSV file does not say who reports; add --source`);
  const decoded = isCsv
    ? decodeCsv(bytes, { ...options, source: source ?? "" })
    : decodeJsonSubmission(bytes, DEFAULT_DECODE_LIMITS);
  if (decoded.outcome !== "decoded") {
    return refused(
      `${file} is no submission`,
      decoded.faults.map(({ issue }) => issue),
    );
  }
  const body = { ...decoded.body, ...(mode === undefined ? {} : { mode }) };
  if (source !== undefined && body.source !== source) {
    return refused(`${file} is of the source ${body.source}, not of ${source}`);
  }
  return { ok: true, submissions: byCitation ? splitByCitation(body) : [plan(body, file, allRows(body))] };
}

function decodeCsv(bytes: Uint8Array, { source, mode, charset }: PlanOptions & { source: string }): DecodedSubmission {
  return decodeCsvSubmission(bytes, {
    source,
    ...(mode === undefined ? {} : { mode }),
    ...(charset === undefined ? {} : { charset }),
  });
}

function splitByCitation(body: SubmissionBody): PlannedSubmission[] {
  const rowsOf = new Map<string, number[]>();
  for (const [index, { citation = "" }] of body.observations.entries()) {
    const rows = rowsOf.get(citation) ?? [];
    rowsOf.set(citation, rows);
    rows.push(index + 1);
  }
  return [...rowsOf].map(([citation, rows]) => plan(body, citation === "" ? "(no citation)" : citation, rows));
}

function plan(body: SubmissionBody, label: string, fileRows: readonly number[]): PlannedSubmission {
  const observations = fileRows.flatMap((row) => body.observations[row - 1] ?? []);
  const part = { ...body, observations };
  const idempotencyKey = `file-${createHash("sha256").update(JSON.stringify(part)).digest("hex")}`;
  return { label, body: part, fileRows, idempotencyKey };
}

function allRows({ observations }: SubmissionBody): number[] {
  return observations.map((_, index) => index + 1);
}

function refused(message: string, issues: readonly Issue[] = []): SubmissionPlan {
  return { ok: false, message, issues };
}
