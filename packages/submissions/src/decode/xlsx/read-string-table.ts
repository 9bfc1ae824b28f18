import type { XmlEvent } from "./read-xml.ts";
import { unescapeText } from "./unescape-text.ts";

/** The texts that cells refer to by number. Runs of rich text are joined, readings above the characters left out. */
export async function readStringTable(parts: AsyncIterable<XmlEvent[]>): Promise<string[]> {
  const strings: string[] = [];
  let text = "";
  let isText = false;
  let inReading = 0;
  for await (const events of parts) {
    for (const event of events) {
      if (event.kind === "text") {
        if (isText && inReading === 0) text += event.text;
      } else if (event.name === "rPh") inReading += event.kind === "open" ? 1 : -1;
      else if (event.name === "t") isText = event.kind === "open";
      else if (event.name === "si") {
        if (event.kind === "close") strings.push(unescapeText(text));
        text = "";
      }
    }
  }
  return strings;
}
