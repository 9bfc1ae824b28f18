import type { Issue } from "@yardstick/contracts";

/** A row of `submission_issues`, as `ISSUE_COLUMNS` selects it. */
export interface IssueRow {
  readonly rule: string;
  readonly code: string;
  readonly severity: Issue["severity"];
  readonly row: number | null;
  readonly place: string;
  readonly field: string | null;
  readonly coordinate: string | null;
  readonly message_zh: string;
  readonly message_en: string;
  readonly suggestion: string | null;
  readonly ordinal: number;
  readonly issue_version: string;
}

export const ISSUE_COLUMNS = `rule, code, severity, row, place, field, coordinate, message_zh, message_en, suggestion,
  ordinal, toString(version) AS issue_version`;

export function toIssue({ message_zh: zh, message_en: en, row, place, ...issue }: IssueRow): Issue {
  const { rule, code, severity, field, coordinate, suggestion } = issue;
  return {
    rule,
    code,
    severity,
    row: row === null ? null : Number(row),
    ...(place === "" ? {} : { place }),
    field,
    coordinate,
    message: { zh, en },
    suggestion,
  };
}

/** Where a list of issues goes on: behind this one, in the order of versions and ordinals. */
export interface IssuePlace {
  readonly version: string;
  readonly ordinal: number;
}

export const placeOfIssue = ({ issue_version: version, ordinal }: IssueRow): IssuePlace => ({
  version,
  ordinal: Number(ordinal),
});
