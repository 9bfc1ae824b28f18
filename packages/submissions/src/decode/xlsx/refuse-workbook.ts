import { type DecodeFault, decodeFault } from "../decoded-submission.ts";

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** Name of the stream that holds an encrypted workbook, in UTF-16 as its container writes it. */
const ENCRYPTED = Buffer.from("EncryptedPackage", "utf16le");

/** Why a file is none of the workbooks that are taken, by its bytes and, once opened, its parts; null where it may be one. */
export function refuseWorkbook(bytes: Buffer, parts?: readonly string[]): DecodeFault | null {
  if (parts === undefined) return refuseBytes(bytes);
  if (parts.some((name) => /(^|\/)vbaProject\.bin$/i.test(name) || /^xl\/macrosheets\//i.test(name))) return MACROS;
  if (parts.includes("xl/workbook.bin")) return BINARY;
  if (parts.includes("content.xml") && parts.includes("mimetype")) return OPEN_DOCUMENT;
  return null;
}

function refuseBytes(bytes: Buffer): DecodeFault | null {
  if (bytes.subarray(0, OLE.length).equals(OLE)) return bytes.includes(ENCRYPTED) ? PROTECTED : OLD;
  return bytes.subarray(0, ZIP.length).equals(ZIP) ? null : NO_ARCHIVE;
}

const notTaken = (zh: string, en: string) => decodeFault("WORKBOOK_NOT_TAKEN", { field: null, zh, en });

const OLD = notTaken(
  "这是旧格式(xls)的工作簿:请用电子表格软件打开,另存为 xlsx 后报送。",
  "This is a workbook in the old format (xls): open it in a spreadsheet program and save it as xlsx.",
);
const PROTECTED = notTaken(
  "工作簿已加密:请取消打开密码后保存,再报送。",
  "The workbook is encrypted: remove its password, save it and send it again.",
);
const MACROS = notTaken(
  "工作簿含有宏:请另存为不含宏的 xlsx 后报送。",
  "The workbook has macros: save it as xlsx without them.",
);
const BINARY = notTaken(
  "这是二进制格式(xlsb)的工作簿:请另存为 xlsx 后报送。",
  "This is a binary workbook (xlsb): save it as xlsx.",
);
const OPEN_DOCUMENT = notTaken(
  "这是 ODS 表格:请另存为 xlsx 后报送。",
  "This is an OpenDocument spreadsheet: save it as xlsx.",
);
const NO_ARCHIVE = decodeFault("BODY_NOT_XLSX", {
  field: null,
  zh: "文件不是 xlsx 工作簿。",
  en: "The file is no xlsx workbook.",
});
