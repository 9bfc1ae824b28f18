import { SaxesParser, type SaxesTagPlain } from "saxes";
import { broken } from "./open-archive.ts";

/** What stands in an XML part, in its order. Names are without their prefix. */
export type XmlEvent =
  | { readonly kind: "open"; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

const MAX_DEPTH = 64;
/**
 * What the standard's extensions write, for programs that know them: Excel for the Mac has a `x14:workbookPr` there,
 * without the epoch of the workbook's own. `Choice` has a `Fallback` for all others.
 */
const EXTENSIONS: ReadonlySet<string> = new Set(["extLst", "Choice"]);

/**
 * The events of an XML part as its bytes come, some at once, without those of its extensions. A document type is refused, so that there are no entities
 * but XML's own five. @throws ArchiveFault for what is no XML
 */
export async function* readXml(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<XmlEvent[]> {
  let events: XmlEvent[] = [];
  let depth = 0;
  let extensionDepth = Number.POSITIVE_INFINITY;
  const parser = new SaxesParser({ xmlns: false });
  parser.on("doctype", () => {
    throw broken("it declares a document type");
  });
  parser.on("opentag", (tag: SaxesTagPlain) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw broken("its XML nests too deep");
    const name = localName(tag.name);
    if (depth < extensionDepth && EXTENSIONS.has(name)) extensionDepth = depth;
    if (depth < extensionDepth) events.push({ kind: "open", name, attributes: tag.attributes });
  });
  parser.on("closetag", (tag: SaxesTagPlain) => {
    if (depth < extensionDepth) events.push({ kind: "close", name: localName(tag.name) });
    if (depth === extensionDepth) extensionDepth = Number.POSITIVE_INFINITY;
    depth -= 1;
  });
  const onText = (text: string) => {
    if (depth < extensionDepth) events.push({ kind: "text", text });
  };
  parser.on("text", onText);
  parser.on("cdata", onText);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const feed = (read: () => string, isLast: boolean) => {
    try {
      parser.write(read());
      if (isLast) parser.close();
    } catch (error) {
      if (error instanceof Error && error.name === "ArchiveFault") throw error;
      if (error instanceof TypeError) throw broken("a part of it is not in UTF-8");
      throw broken(error instanceof Error ? error.message : String(error));
    }
  };
  for await (const chunk of chunks) {
    feed(() => decoder.decode(chunk, { stream: true }), false);
    if (events.length > 0) yield events;
    events = [];
  }
  feed(() => decoder.decode(), true);
  if (events.length > 0) yield events;
}

/** Attribute by its name without prefix: `id` finds `r:id`. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  const key = Object.keys(attributes).find((own) => own.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
