import type { FeedField } from "@yardstick/contracts";
import type { ColumnField } from "./table-plan.ts";
import { columnName } from "./table-row.ts";

/** Parts that a table keeps apart stand, for who looks for the field, where its narrower part does. */
const FIELD_OF_PART: Readonly<Partial<Record<FeedField, string>>> = {
  regionParent: "region",
  year: "period",
  month: "period",
};
const BROADER: ReadonlySet<string> = new Set(["regionParent", "year"]);

/** Locators of a row's fields: those given, and the columns', which go before them. */
export function locatorsOf(
  others: Readonly<Record<string, string>>,
  columns: readonly Pick<ColumnField, "field" | "column">[],
): Record<string, string> {
  const entries = [
    ...Object.entries(others),
    ...columns
      .filter(({ field }) => field !== "value")
      .map(({ field, column }) => [field, columnName(column)] as const),
  ];
  const inOrder = [
    ...entries.filter(([field]) => BROADER.has(field)),
    ...entries.filter(([field]) => !BROADER.has(field)),
  ];
  return Object.fromEntries(inOrder.map(([field, locator]) => [FIELD_OF_PART[field as FeedField] ?? field, locator]));
}
