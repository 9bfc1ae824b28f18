import { type NumberFormat, readNumberFormat } from "./number-format.ts";
import type { XmlEvent } from "./read-xml.ts";

/** How the numbers of a cell are shown, by the number of its style. */
export type Styles = readonly NumberFormat[];
export const NO_STYLES: Styles = [];

export async function readStyles(parts: AsyncIterable<XmlEvent[]>): Promise<Styles> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCells = false;
  let inFormats = false;
  for await (const events of parts) {
    for (const event of events) {
      if (event.kind === "text") continue;
      if (event.name === "cellXfs") inCells = event.kind === "open";
      // Conditional formats have number formats too, whose numbers may be those of others.
      if (event.name === "numFmts") inFormats = event.kind === "open";
      if (event.kind !== "open") continue;
      const { numFmtId = "0", formatCode = "" } = event.attributes;
      if (event.name === "numFmt" && inFormats) codes.set(Number(numFmtId), formatCode);
      else if (event.name === "xf" && inCells) formats.push(Number(numFmtId));
    }
  }
  const known = new Map<number, NumberFormat>();
  const remember = (id: number) => {
    const format = readNumberFormat(id, codes.get(id));
    known.set(id, format);
    return format;
  };
  return formats.map((format) => known.get(format) ?? remember(format));
}
