import iconv from "iconv-lite";
import type { FuzzInput } from "../fuzz-input.ts";
import type { Random } from "../random.ts";
import { tableOf } from "./table-of.ts";

const CHARSETS = [
  { name: "utf-8", mark: "" },
  { name: "utf-8", mark: "\uFEFF" },
  { name: "utf-16le", mark: "\uFEFF" },
  { name: "gb18030", mark: "" },
] as const;

/** A table as CSV in one of the charsets, delimiters and ends of line that bureaus send. */
export function writeCsv(random: Random): FuzzInput {
  const { rows, figures, kind, isValid } = tableOf(random);
  const delimiter = random.pick([",", ",", ";", "\t"]);
  const end = random.pick(["\n", "\r\n"]);
  const width = Math.max(...rows.map((row) => row?.length ?? 0));
  const isPadded = random.chance(0.5);
  const cellOf = (text: string) =>
    text.includes(delimiter) || random.chance(0.1) ? `"${text.replaceAll('"', '""')}"` : text;
  const lineOf = (row: readonly string[] | null) => {
    const cells = row ?? [];
    const padding = isPadded ? Array.from({ length: Math.max(0, width - cells.length) }, () => "") : [];
    return [...cells.map(cellOf), ...padding].join(delimiter);
  };
  const { name, mark } = random.pick(CHARSETS);
  const bytes = iconv.encode(mark + rows.map(lineOf).join(end) + end, name, { addBOM: false });
  const charset = name === "gb18030" || random.chance(0.3) ? name : undefined;
  // What GB18030 cannot be told from is declared; a single deer is enough to need four bytes.
  return { format: "csv", kind, bytes, charset, figures, isValid };
}
