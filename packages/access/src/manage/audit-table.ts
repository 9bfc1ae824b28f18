import { dateTimeText, type Warehouse } from "@yardstick/warehouse";
import type { z } from "zod";
import type { AuditEntry } from "./key-summary.ts";
import type { auditQuestion } from "./new-key.ts";

export const AUDIT_COLUMNS = ["at", "actor", "verb", "source", "object", "detail"] as const;

export interface NewAuditEntry {
  readonly atMs: number;
  readonly actor: string;
  readonly verb: string;
  readonly source?: string;
  readonly object: string;
  /** Never a secret. */
  readonly detail: string;
}

/** One line; the same one again changes nothing. */
export async function writeAudit(warehouse: Pick<Warehouse, "insert">, entry: NewAuditEntry): Promise<void> {
  const { atMs, actor, verb, source = "", object, detail } = entry;
  await warehouse.insert("audit", AUDIT_COLUMNS, [[dateTimeText(new Date(atMs)), actor, verb, source, object, detail]]);
}

/** Lines, the newest first. */
export async function readAudit(
  warehouse: Pick<Warehouse, "query">,
  { since, actor = "", limit }: z.output<typeof auditQuestion>,
): Promise<AuditEntry[]> {
  const sinceMs = since === undefined ? 0 : Date.parse(since);
  const rows = await warehouse.query<AuditRow>(SELECT_AUDIT, { sinceMs, actor, limit });
  return rows.map(({ at_ms, ...row }) => ({ at: new Date(Number(at_ms)).toISOString(), ...row }));
}

type AuditRow = Omit<AuditEntry, "at"> & { readonly at_ms: string };

const SELECT_AUDIT = `
SELECT toUnixTimestamp64Milli(at) AS at_ms, actor, verb, source, object, detail FROM audit FINAL
WHERE at >= fromUnixTimestamp64Milli({sinceMs:Int64}) AND ({actor:String} = '' OR actor = {actor:String})
ORDER BY at DESC, object, verb LIMIT {limit:UInt32}`;
