import type { Issue } from "@yardstick/contracts";
import { ISSUE_CODES, type IssueCode } from "./issue-codes.ts";

/** What a rule found, before it is known which row it stands in: rules answer once for all rows that are alike. */
export type Finding = Omit<Issue, "row" | "coordinate">;

/** What a rule made of a text: the value where it could be made out, and what there is to say about it. */
export interface Resolved<Value> {
  readonly value: Value | null;
  readonly findings: readonly Finding[];
}

export const NO_FINDINGS: readonly Finding[] = [];

export interface FindingDetail {
  readonly field: string | null;
  readonly zh: string;
  readonly en: string;
  readonly suggestion?: string | null;
}

export function finding(code: IssueCode, detail: FindingDetail): Finding {
  const { rule, severity } = ISSUE_CODES[code];
  const message = { zh: detail.zh, en: detail.en };
  return { rule, code, severity, field: detail.field, message, suggestion: detail.suggestion ?? null };
}

export const resolved = <Value>(value: Value, findings: readonly Finding[] = NO_FINDINGS): Resolved<Value> => ({
  value,
  findings,
});

export const unresolved = (...findings: Finding[]): Resolved<never> => ({ value: null, findings });

export const isError = (found: { readonly severity: Issue["severity"] }): boolean => found.severity === "error";

const MAX_QUOTED_CHARS = 48;

/** Text of a sender inside a message: cut, so that a message stays a sentence. */
export function quote(text: string): string {
  return text.length <= MAX_QUOTED_CHARS ? `"${text}"` : `"${text.slice(0, MAX_QUOTED_CHARS)}…"`;
}
