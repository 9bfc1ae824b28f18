import type { Issue } from "@yardstick/contracts";
import { type DecodeFault, decodeFault } from "./decoded-submission.ts";

const MAX_REASONS = 3;

/**
 * A file without a single row, and what its reader told of it, such as a sheet without numbers: to who sent it that is
 * the reason, which the shape of a submission does not know.
 */
export function noRowsFault(told: readonly Issue[]): DecodeFault {
  const reasons = (language: "zh" | "en", separator: string) =>
    told
      .slice(0, MAX_REASONS)
      .map(({ place, message }) => (place == null ? "" : `${place}${separator}`) + message[language])
      .join(language === "en" ? " " : "");
  return decodeFault("FIELD_INVALID", {
    path: "observations",
    field: "observations",
    zh: `文件中没有可读取的数据行。${reasons("zh", ":")}`,
    en: `The file has no row of figures. ${reasons("en", ": ")}`.trimEnd(),
  });
}
