import type { Warehouse } from "@yardstick/warehouse";

/** A submission whose receipt is written: its id is taken. */
export interface KnownSubmission {
  readonly contentSha256: string;
  readonly position: bigint;
}

/** Receipts of these submissions by `submissionKey`; the earliest of each id. */
export type KnownSubmissions = Map<string, KnownSubmission>;

export const submissionKey = (source: string, submissionId: string) => `${source}|${submissionId}`;

const SELECT = `
SELECT submission_id, source, argMin(content_sha256, version) AS content, min(version) AS position
FROM submissions WHERE submission_id IN {ids:Array(String)} GROUP BY submission_id, source`;

export async function readKnownSubmissions(
  warehouse: Pick<Warehouse, "query">,
  ids: readonly string[],
): Promise<KnownSubmissions> {
  const rows = await warehouse.query<{ submission_id: string; source: string; content: string; position: string }>(
    SELECT,
    { ids: [...new Set(ids)] },
  );
  return new Map(
    rows.map((row) => [
      submissionKey(row.source, row.submission_id),
      { contentSha256: row.content, position: BigInt(row.position) },
    ]),
  );
}
