import { type DecodeFault, decodeFault } from "./decoded-submission.ts";

/** The text of bytes that are UTF-8 throughout, without a byte order mark; else what is wrong. */
export function readUtf8(bytes: Uint8Array): string | DecodeFault {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decodeFault("BODY_NOT_UTF8", {
      field: null,
      zh: "正文不是有效的 UTF-8 文本。",
      en: "The body is not valid UTF-8.",
    });
  }
}

export function tooManyBytes(bytes: number, maxBytes: number): DecodeFault {
  return decodeFault("BODY_TOO_LARGE", {
    field: null,
    zh: `正文有 ${bytes} 字节,上限为 ${maxBytes} 字节;请分批提交。`,
    en: `The body has ${bytes} bytes, at most ${maxBytes} are taken: send it in parts.`,
  });
}

export function tooManyRows(rows: number, maxRows: number): DecodeFault {
  return decodeFault("TOO_MANY_ROWS", {
    path: "observations",
    field: null,
    zh: `共 ${rows} 行,上限为 ${maxRows} 行;请分批提交。`,
    en: `There are ${rows} rows, at most ${maxRows} are taken: send them in parts.`,
  });
}
