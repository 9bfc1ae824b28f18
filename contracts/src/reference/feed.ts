import { z } from "zod";
import { SOURCE_PATTERN } from "../http/submission-body.ts";
import { FEED_FORMATS, SUBMISSION_MODES } from "../vocabulary.ts";

/** Fields of a row that a feed can fill, and parts that a file may keep apart: the parent of a region's name, the year of a period. */
export const FEED_FIELDS = [
  "indicator",
  "region",
  "period",
  "value",
  "unit",
  "measure",
  "accumulation",
  "priceBasis",
  "caliber",
  "status",
  "releasedAt",
  "citation",
  "note",
  "explanation",
  "regionParent",
  "year",
  "month",
] as const;
export type FeedField = (typeof FEED_FIELDS)[number];

const codes = z
  .record(z.string(), z.string())
  .optional()
  .describe("Their code or name to ours; an empty one leaves the field out. A text that is not listed stays as it is.");
const cell = z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/);

/** Where a feed finds a field of a row. */
export const fieldOrigin = z
  .discriminatedUnion("from", [
    z.strictObject({ from: z.literal("constant"), value: z.string().min(1) }),
    z.strictObject({
      from: z.literal("column"),
      column: z.array(z.string().min(1)).min(1).describe("Headings that it may have, or one letter: A."),
      fillDown: z.boolean().default(false).describe("An empty cell means the one above, as merged cells leave it."),
      codes,
    }),
    z.strictObject({
      from: z.literal("heading"),
      row: z.int().min(1).describe("Row among the rows of headings, counted from 1, above the figure."),
      codes,
    }),
    z.strictObject({ from: z.literal("sheet"), codes }),
    z.strictObject({
      from: z.literal("fileName"),
      pattern: z
        .string()
        .regex(/^[^*]*\*[^*]*$/)
        .describe("The file's name with * for the part that is meant: 2104-*.xlsx."),
      codes,
    }),
    z.strictObject({ from: z.literal("cell"), cell, codes }),
    z.strictObject({
      from: z.literal("component"),
      id: z.string().min(1).describe("Dimension, attribute or measure of an SDMX structure: REF_AREA."),
      multiplier: z
        .string()
        .optional()
        .describe("Only of a unit: the component that holds its power of ten, UNIT_MULT."),
      codes,
    }),
  ])
  .meta({ id: "FieldOrigin" });
export type FieldOrigin = z.infer<typeof fieldOrigin>;

/** How the tables of a CSV file or a workbook are laid out. */
export const tableLayout = z
  .strictObject({
    shape: z.enum(["long", "wide"]).describe("long: one figure in a row. wide: one in each cell below the headings."),
    sheets: z
      .array(z.string().min(1))
      .default([])
      .describe("Names of the sheets that are read, * for any text; else all."),
    headingRow: z.int().min(1).default(1).describe("Row of the first heading, as a spreadsheet counts."),
    headingRows: z
      .int()
      .min(1)
      .max(10)
      .default(1)
      .describe("Rows of headings: more than one where headings are grouped."),
    figures: z
      .array(z.string().regex(/^[A-Z]{1,3}(:[A-Z]{1,3})?$/))
      .default([])
      .describe("Columns that hold figures in a wide table: B:F. Else all that no field is read from."),
    delimiter: z.enum([",", ";", "\t"]).optional().describe("Of a CSV file; else the one that its headings show."),
    charset: z.enum(["utf-8", "gb18030"]).optional().describe("Of a CSV file that says nothing else."),
    decimalMark: z.enum([".", ","]).default("."),
    endsAt: z
      .array(z.string().min(1))
      .default([])
      .describe("Beginnings of a first cell that end the table: 注, 数据来源."),
    blankCells: z
      .enum(["skip", "missing"])
      .default("skip")
      .describe("A blank is never zero: left out and counted, or sent as missing."),
    hiddenRows: z.enum(["read", "skip"]).default("read").describe("Hidden rows are reported either way."),
  })
  .meta({ id: "TableLayout" });
export type TableLayout = z.infer<typeof tableLayout>;

/** A mapping from somebody's columns, sheets or dimensions to the fields of a submission: a file per feed. */
export const feed = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
    nameZh: z.string().min(1),
    nameEn: z.string().min(1),
    formats: z.array(z.enum(FEED_FORMATS)).min(1),
    source: z.string().regex(SOURCE_PATTERN).nullable().default(null).describe("Who reports, where nobody says."),
    mode: z.enum(SUBMISSION_MODES).nullable().default(null),
    fileNames: z
      .array(z.string().min(1))
      .default([])
      .describe("File names that it is for, * for any text: 2104-*.xlsx."),
    structures: z
      .array(z.string().min(1))
      .default([])
      .describe("SDMX structures that it is for, * for any text: ESTAT:EI_BPM6CA_Q*."),
    table: tableLayout.optional(),
    fields: z.partialRecord(z.enum(FEED_FIELDS), fieldOrigin),
    passedOver: z
      .array(z.string().min(1))
      .optional()
      .describe("Components of an SDMX structure that make no other figure of a fact, whatever they say: COLLECTION."),
    note: z.string().default(""),
  })
  .meta({ id: "Feed" });
export type Feed = z.infer<typeof feed>;
