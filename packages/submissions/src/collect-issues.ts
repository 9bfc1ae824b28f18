import type { Issue } from "@yardstick/contracts";
import { type Finding, isError } from "./finding.ts";

export interface IssueCollection {
  add(found: Finding, place: { readonly row: number | null; readonly coordinate: string | null }): void;
  /** At most `maxIssues`, errors before what is no error where the list is cut, in the order of rows. */
  list(): Issue[];
  /** Complete, even where the list is cut. */
  counts(): Record<string, number>;
}

/** Keeps a bounded list of issues and complete counts. */
export function collectIssues(maxIssues: number): IssueCollection {
  const errors: Issue[] = [];
  const others: Issue[] = [];
  const counts = new Map<string, number>();
  return {
    add(found, { row, coordinate }) {
      counts.set(found.code, (counts.get(found.code) ?? 0) + 1);
      const list = isError(found) ? errors : others;
      if (list.length >= maxIssues) return;
      const { rule, code, severity, field, message, suggestion } = found;
      list.push({ rule, code, severity, row, field, coordinate, message, suggestion });
    },
    list: () => [...errors, ...others].slice(0, maxIssues).sort((a, b) => (a.row ?? 0) - (b.row ?? 0)),
    counts: () => Object.fromEntries(counts),
  };
}
