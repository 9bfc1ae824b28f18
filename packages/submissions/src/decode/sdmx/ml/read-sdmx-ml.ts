import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import { peekChunks } from "../../bounded-chunks.ts";
import type { DecodeQuestion } from "../../decode-rows.ts";
import { readTextSlices } from "../read-text-slices.ts";
import type { SdmxItem } from "../sdmx-fact.ts";
import { bounded, MAX_TOKEN_CHARS } from "../sdmx-limits.ts";
import { notSdmx, SdmxRefused, unreadable } from "../sdmx-refused.ts";
import { SdmxMlMessage } from "./sdmx-ml-message.ts";

/** The facts of SDMX-ML 2.1 and 3.x, generic or structure-specific, in series or flat. */
export async function* readSdmxMl(
  chunks: AsyncIterable<Uint8Array>,
  { charset }: DecodeQuestion,
): AsyncGenerator<SdmxItem> {
  const peeked = await peekChunks(chunks, PROLOGUE_BYTES);
  let items: SdmxItem[] = [];
  const message = new SdmxMlMessage((item) => items.push(item));
  const xml = feedXml(message);
  for await (const text of readTextSlices(peeked.chunks, charset ?? declaredCharset(peeked.firstBytes))) {
    xml.write(text);
    yield* items;
    items = [];
  }
  xml.end();
  yield* items;
}

const PROLOGUE_BYTES = 256;

function declaredCharset(firstBytes: Uint8Array): string {
  const [first, second] = firstBytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return "utf-16";
  const text = Buffer.from(firstBytes).toString("latin1");
  return /^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(text)?.[1] ?? "utf-8";
}

/** XML to the message: entities other than XML's own five are unknown, a document type is refused. */
function feedXml(message: SdmxMlMessage) {
  const parser = new SaxesParser({ xmlns: true });
  let silentChars = 0;
  let line = 1;
  parser.on("error", (error) => {
    throw unreadable("BODY_NOT_XML", {
      place: `line ${parser.line}`,
      zh: `文件不是有效的 XML(${error.message.slice(0, 200)})。`,
      en: `The file is not XML (${error.message.slice(0, 200)}).`,
    });
  });
  parser.on("doctype", () => {
    throw refusedDoctype();
  });
  parser.on("opentagstart", () => {
    line = parser.line;
  });
  parser.on("opentag", (tag: SaxesTagNS) => {
    silentChars = 0;
    message.open(tag, Object.values(tag.attributes) as SaxesAttributeNS[], `line ${line}`);
  });
  parser.on("text", (text) => {
    silentChars = 0;
    message.text(text);
  });
  parser.on("cdata", (text) => message.text(text));
  parser.on("closetag", (tag: SaxesTagNS) => {
    silentChars = 0;
    message.close(tag);
  });
  const guarded = (parse: () => void) => {
    try {
      parse();
    } catch (error) {
      throw error instanceof SdmxRefused ? error : unreadable("BODY_NOT_XML", wordsOf(error));
    }
  };
  return {
    write: (text: string) => {
      silentChars += text.length;
      guarded(() => parser.write(text));
      bounded(silentChars, MAX_TOKEN_CHARS, { zh: "单个元素或文本的字符数", en: "Characters of one tag or text" });
    },
    end: () => {
      guarded(() => parser.close());
      message.end();
    },
  };
}

function wordsOf(error: unknown) {
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, 200);
  return { zh: `文件不是有效的 XML(${reason})。`, en: `The file is not XML (${reason}).` };
}

const refusedDoctype = () =>
  notSdmx({ zh: "SDMX-ML 不得含有 DOCTYPE。", en: "SDMX-ML has no document type: a DOCTYPE is not taken." });
