import type { FeedField, Unit } from "@yardstick/contracts";
import type { LabelAttributes } from "../../normalise/read-indicator-label.ts";

export type FieldTexts = Partial<Record<FeedField, string>>;

/** A field that each row brings along in one of its columns. */
export interface ColumnField {
  readonly field: FeedField;
  readonly column: number;
  readonly fillDown: boolean;
  readonly translate: Translate;
}

/** A column of figures, and what its headings say of them. */
export interface FigureColumn {
  readonly column: number;
  readonly fields: FieldTexts;
  readonly attributes: LabelAttributes | null;
}

/** How a table is read, from a feed or from its own headings. */
export interface TablePlan {
  readonly shape: "long" | "wide";
  /** Number of the last row of headings. */
  readonly headingEnd: number;
  readonly columns: readonly ColumnField[];
  /** What holds for all figures of the table. */
  readonly constants: FieldTexts;
  readonly figures: readonly FigureColumn[];
  /** Columns that are for people only. */
  readonly ignored: ReadonlySet<number>;
  /** Units that the caption names: where there are several, the indicator's kind decides. */
  readonly captionUnits: readonly Unit[];
  /** Beginnings of the first cell of a row of notes. */
  readonly endsAt: readonly string[];
  readonly blankCells: "skip" | "missing";
  readonly hiddenRows: "read" | "skip";
  /** Locator of each field, seen from a figure. */
  readonly locators: Readonly<Record<string, string>>;
}

/** Their words to ours; a text that has no other word stays as it is. */
export type Translate = (text: string) => string;
export const AS_WRITTEN: Translate = (text) => text;

export const NOTES_BEGIN: readonly string[] = [
  "注:",
  "注1",
  "附注",
  "备注:",
  "说明",
  "资料来源",
  "数据来源",
  "来源:",
  "note:",
  "notes:",
  "source:",
  "sources:",
];
