import { classifyFormat, type NumberForm } from "./classify-format.ts";
import type { XmlEvent } from "./read-xml.ts";

/** The form of the numbers of a cell, by the number of its style. */
export type Styles = readonly NumberForm[];
export const NO_STYLES: Styles = [];

export async function readStyles(parts: AsyncIterable<XmlEvent[]>): Promise<Styles> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCells = false;
  for await (const events of parts) {
    for (const event of events) {
      if (event.kind === "text") continue;
      if (event.name === "cellXfs") inCells = event.kind === "open";
      if (event.kind !== "open") continue;
      const { numFmtId = "0", formatCode = "" } = event.attributes;
      if (event.name === "numFmt") codes.set(Number(numFmtId), formatCode);
      else if (event.name === "xf" && inCells) formats.push(Number(numFmtId));
    }
  }
  return formats.map((format) => classifyFormat(format, codes.get(format)));
}
