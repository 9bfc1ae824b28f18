import type { Issue } from "@yardstick/contracts";
import type { Refusal } from "./drop-note.ts";

/** What the folder itself refuses, before any decoder has seen the file. A code is never reused. */
const REFUSALS = {
  FOLDER_MISSING: {
    zh: "文件须放在以数据来源命名的文件夹中。",
    en: "A file lies in the folder of its source: <inbox>/<source>/<file>.",
  },
  FOLDER_NOT_A_SOURCE: {
    zh: "文件夹名称不能作为数据来源:只能使用小写字母、数字、点、横线和下划线,最多 64 个字符。",
    en: "The folder's name is no source: small letters, digits, dots, dashes and underscores, at most 64.",
  },
  FOLDER_NOT_A_FEED: {
    zh: "来源文件夹中的子文件夹须以数据源映射(feed)命名。",
    en: "A folder within a source's is named after a feed, and this is none.",
  },
  FILE_NOT_REGULAR: {
    zh: "不是普通文件:不读取链接、文件夹和管道。",
    en: "This is no regular file: links, folders and pipes are not read.",
  },
  FILE_NAME_INVALID: {
    zh: "文件名含有控制字符。",
    en: "The file's name holds control characters.",
  },
  FILE_NOT_READABLE: {
    zh: "无权读取该文件。",
    en: "The file may not be read by this process.",
  },
  FOLDER_OF_ANOTHER_SOURCE: {
    zh: "文件中的数据来源与所在文件夹不一致。",
    en: "The file says that another source reports than the folder that it lies in.",
  },
  FORMAT_UNKNOWN: {
    zh: "无法识别文件格式;可接受 CSV、xlsx、JSON、NDJSON 和 SDMX。",
    en: "Neither name nor content say which format this is; CSV, xlsx, JSON, NDJSON and SDMX are taken.",
  },
  READING_FAILED: {
    zh: "读取该文件时程序出错,等待运维人员处理。",
    en: "Reading the file failed in a way that is not its sender's fault; the log has more.",
  },
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export function refuse(code: RefusalCode, suggestion: string | null = null): Refusal {
  const issue: Issue = {
    rule: "ingest-files",
    code,
    severity: "error",
    row: null,
    field: null,
    coordinate: null,
    message: REFUSALS[code],
    suggestion,
  };
  return { issues: [issue], issueCounts: { [code]: 1 } };
}
