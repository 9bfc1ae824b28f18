import type { Issue } from "@yardstick/contracts";
import { type Finding, isError } from "./finding.ts";

/** What an issue is about. */
export interface IssueSubject {
  readonly row: number | null;
  readonly coordinate: string | null;
  /** Where that stands in the file that was sent; null and absent where nothing says. */
  readonly place?: string | null;
}

export interface IssueCollection {
  add(found: Finding, subject: IssueSubject): void;
  /** Issues that reading the file made, with their complete counts where the list of them was cut. */
  addAll(issues: readonly Issue[], totals: Readonly<Record<string, number>>): void;
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
  const count = (code: string, by: number) => counts.set(code, (counts.get(code) ?? 0) + by);
  return {
    add(found, { row, coordinate, place = null }) {
      count(found.code, 1);
      const list = isError(found) ? errors : others;
      if (list.length >= maxIssues) return;
      const { rule, code, severity, field, message, suggestion } = found;
      list.push({
        rule,
        code,
        severity,
        row,
        ...(place === null ? {} : { place }),
        field,
        coordinate,
        message,
        suggestion,
      });
    },
    addAll(issues, totals) {
      const listed = new Map<string, number>();
      for (const issue of issues) {
        listed.set(issue.code, (listed.get(issue.code) ?? 0) + 1);
        if (others.length < maxIssues) others.push(issue);
      }
      for (const code of new Set([...listed.keys(), ...Object.keys(totals)])) {
        count(code, Math.max(listed.get(code) ?? 0, Object.hasOwn(totals, code) ? (totals[code] ?? 0) : 0));
      }
    },
    list: () => [...errors, ...others].slice(0, maxIssues).sort((a, b) => (a.row ?? 0) - (b.row ?? 0)),
    counts: () => Object.fromEntries(counts),
  };
}
