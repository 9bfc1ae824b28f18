import type { Severity } from "@yardstick/contracts";

interface IssueCodeMeaning {
  /** Number in the validation order of DOMAIN §7. */
  readonly rule: string;
  readonly severity: Severity;
}

const error = (rule: string): IssueCodeMeaning => ({ rule, severity: "error" });
const warning = (rule: string): IssueCodeMeaning => ({ rule, severity: "warning" });

/** Every code that rules 1 to 6 give. A code is never reused for another meaning; the README says what each means. */
export const ISSUE_CODES = {
  BODY_TOO_LARGE: error("1"),
  BODY_NOT_UTF8: error("1"),
  BODY_NOT_JSON: error("1"),
  BODY_NOT_CSV: error("1"),
  NESTING_TOO_DEEP: error("1"),
  TOO_MANY_ROWS: error("1"),
  FIELD_UNKNOWN: error("1"),
  FIELD_MISSING: error("1"),
  FIELD_INVALID: error("1"),
  FIELD_DUPLICATE: error("1"),
  TEXT_MALFORMED: error("1"),
  SOURCE_MISMATCH: error("1"),
  EVENT_TOO_LARGE: error("1"),
  INDICATOR_UNKNOWN: error("2"),
  REGION_UNKNOWN: error("2"),
  REGION_NOT_VALID_IN_PERIOD: error("2"),
  MEASURE_UNKNOWN: error("3"),
  MEASURE_NOT_APPLICABLE: error("3"),
  ACCUMULATION_UNKNOWN: error("3"),
  ACCUMULATION_NOT_APPLICABLE: error("3"),
  PRICE_BASIS_UNKNOWN: error("3"),
  PRICE_BASIS_NOT_APPLICABLE: error("3"),
  CALIBER_UNKNOWN: error("3"),
  STATUS_UNKNOWN: warning("3"),
  VALUE_BLANK: error("3"),
  VALUE_NOT_BLANK: error("3"),
  WITHDRAWAL_UNEXPLAINED: error("3"),
  UNIT_UNKNOWN: error("3"),
  UNIT_OF_OTHER_KIND: error("3"),
  RELEASED_AT_UNREADABLE: error("3"),
  RELEASED_AT_IN_FUTURE: warning("3"),
  DUPLICATE_COORDINATE: error("4"),
  PERIOD_UNREADABLE: error("5"),
  PERIOD_YEAR_OUT_OF_RANGE: error("5"),
  PERIOD_IN_FUTURE: error("5"),
  JANUARY_NOT_PUBLISHED: error("5"),
  VALUE_NOT_DECIMAL: error("6"),
  NUMBER_INEXACT: error("6"),
  VALUE_TOO_LONG: error("6"),
  LEVEL_NOT_POSITIVE: error("6"),
  LEVEL_NEGATIVE: error("6"),
  VALUE_NOT_YES_NO: error("6"),
  GROWTH_IMPOSSIBLE: error("6"),
} as const satisfies Record<string, IssueCodeMeaning>;

export type IssueCode = keyof typeof ISSUE_CODES;
