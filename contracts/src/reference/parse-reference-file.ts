import { parse } from "csv-parse/sync";
import type { z } from "zod";
import { locateJsonFault } from "./locate-json-fault.ts";
import type { ReferenceFile } from "./reference-files.ts";
import type { ReferenceProblem } from "./reference-problem.ts";

/** An entry with the place it was read from. */
export interface Located<Entry> {
  readonly file: string;
  /** Counted from 1, without the heading. */
  readonly row: number;
  readonly value: Entry;
}

export interface ParsedFile<Entry> {
  readonly entries: readonly Located<Entry>[];
  readonly problems: readonly ReferenceProblem[];
}

/**
 * Reads one file: CSV with a heading line, a JSON array, or (a plan) one JSON object. Every entry that does not have
 * its shape, and every key that comes twice, is a problem; the entries without one are returned all the same.
 */
export function parseReferenceFile<Entry>(
  file: string,
  text: string,
  definition: ReferenceFile<Entry>,
): ParsedFile<Entry> {
  const raw = rawEntries(file, text, definition);
  if (!Array.isArray(raw)) return { entries: [], problems: [raw] };
  const problems: ReferenceProblem[] = [];
  const entries: Located<Entry>[] = [];
  const rowOfKey = new Map<string, number>();
  for (const [index, candidate] of raw.entries()) {
    const row = index + 1;
    const parsed = definition.schema.safeParse(candidate);
    if (!parsed.success) {
      const own = definition.problemsOf?.(candidate) ?? [];
      problems.push(
        ...(own.length > 0 ? own.map((fault) => ({ file, row, ...fault })) : problemsOf(parsed.error, file, row)),
      );
      continue;
    }
    const key = definition.keyOf(parsed.data);
    const first = rowOfKey.get(key);
    if (first !== undefined) problems.push({ file, row, field: null, message: `${key} is already in row ${first}` });
    rowOfKey.set(key, first ?? row);
    entries.push({ file, row, value: parsed.data });
  }
  return { entries, problems };
}

function rawEntries<Entry>(
  file: string,
  text: string,
  { columns }: ReferenceFile<Entry>,
): unknown[] | ReferenceProblem {
  try {
    if (columns !== undefined) return csvRecords(text).map((record) => typedRecord(record, columns));
    const withoutMark = text.replace(/^\uFEFF/, "");
    const fault = locateJsonFault(withoutMark);
    if (fault !== null) {
      const message = `no JSON: line ${fault.line}, column ${fault.column} should be ${fault.wanted}`;
      return { file, row: null, field: null, message };
    }
    const json: unknown = JSON.parse(withoutMark);
    return Array.isArray(json) ? json : [json];
  } catch (error) {
    return { file, row: null, field: null, message: error instanceof Error ? error.message : String(error) };
  }
}

function csvRecords(text: string): Record<string, string>[] {
  return parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true }) as Record<string, string>[];
}

function typedRecord(
  record: Record<string, string>,
  { nullable, boolean, list = [] }: NonNullable<ReferenceFile<unknown>["columns"]>,
): Record<string, unknown> {
  const typed = Object.entries(record).map(([column, text]): [string, unknown] => {
    if (nullable.includes(column) && text === "") return [column, null];
    if (boolean.includes(column) && (text === "true" || text === "false")) return [column, text === "true"];
    if (list.includes(column)) return [column, textsIn(text)];
    return [column, text];
  });
  return Object.fromEntries(typed);
}

const textsIn = (cell: string) => cell.split(";").flatMap((text) => (text.trim() === "" ? [] : [text.trim()]));

function problemsOf(error: z.ZodError, file: string, row: number): ReferenceProblem[] {
  return error.issues.map((found) => ({
    file,
    row,
    field: found.path.length === 0 ? null : found.path.join("."),
    message: found.message,
  }));
}
