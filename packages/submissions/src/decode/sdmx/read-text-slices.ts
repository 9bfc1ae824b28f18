import { quote } from "../../finding.ts";
import { SLICE_CHARS } from "./sdmx-limits.ts";
import { unreadable } from "./sdmx-refused.ts";

/**
 * The text of a file in pieces of bounded length, without a byte order mark. UTF-8 is checked throughout; GB18030
 * holds GBK and GB2312. @throws SdmxRefused where the bytes are not of the charset.
 */
export async function* readTextSlices(
  chunks: AsyncIterable<Uint8Array>,
  charset = "utf-8",
): AsyncGenerator<string, void> {
  const decoder = decoderFor(charset);
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += SLICE_CHARS) {
      const text = decoder.write(chunk.subarray(at, at + SLICE_CHARS));
      if (text !== "") yield text;
    }
  }
  const rest = decoder.end();
  if (rest !== "") yield rest;
}

interface TextDecoding {
  readonly write: (bytes: Uint8Array) => string;
  readonly end: () => string;
}

function decoderFor(charset: string): TextDecoding {
  const name = charset.toLowerCase().replace(/[_\s]/g, "-");
  if (/^(utf-?8|us-ascii|ascii)$/.test(name)) return strict("utf-8");
  if (/^(gb18030|gbk|gb2312|gb-?2312-80)$/.test(name)) return strict("gb18030");
  throw unreadable("BODY_NOT_UTF8", {
    zh: `不支持字符集${quote(charset)},请使用 UTF-8 或 GB18030。`,
    en: `The charset ${quote(charset)} is not taken: use UTF-8 or GB18030.`,
  });
}

/** The platform's own: others lose digits of figures where a character of four bytes is cut in two. */
function strict(charset: "utf-8" | "gb18030"): TextDecoding {
  const decoder = new TextDecoder(charset, { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      const name = charset.toUpperCase();
      throw unreadable("BODY_NOT_UTF8", { zh: `文件不是有效的 ${name} 文本。`, en: `The file is not valid ${name}.` });
    }
  };
  return { write: decode, end: () => decode() };
}
