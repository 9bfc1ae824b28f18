import type { XmlEvent } from "./read-xml.ts";
import { type MarkedText, RichTextReader } from "./rich-text.ts";

/** The texts that cells refer to by number, readings above the characters left out. */
export async function readStringTable(parts: AsyncIterable<XmlEvent[]>): Promise<(string | MarkedText)[]> {
  const strings: (string | MarkedText)[] = [];
  const reader = new RichTextReader();
  for await (const events of parts) {
    for (const event of events) {
      if (event.kind === "text") reader.addText(event.text);
      else if (event.kind === "open") reader.open(event.name, event.attributes);
      else {
        reader.close(event.name);
        if (event.name === "si") strings.push(reader.take());
      }
    }
  }
  return strings;
}
