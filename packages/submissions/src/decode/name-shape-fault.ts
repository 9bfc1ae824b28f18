import type { z } from "zod";

export interface ShapeFault {
  readonly zh: string;
  readonly en: string;
  readonly suggestion: string | null;
}

/** What a field has to be, in words for the one who sends it: a schema's own words speak of types and patterns. */
export function nameShapeFault(issue: z.core.$ZodIssue, sent: unknown): ShapeFault {
  switch (issue.code) {
    case "invalid_type":
      return nameType(issue.expected, sent);
    case "too_small":
      return issue.origin === "array"
        ? said("至少要有一行", "must have at least one row")
        : said("不能为空;未知的数请省去该行,可选字段请省去该字段", "must not be empty: leave out what is unknown");
    case "too_big":
      return said(`不得超过 ${issue.maximum} 个字符`, `must have at most ${issue.maximum} characters`);
    case "invalid_value": {
      const values = issue.values.join(", ");
      return said(`应为 ${values} 之一`, `must be one of ${values}`);
    }
    case "invalid_union":
      return said(
        "应为不超过 64 个字符的十进制数文本或数字",
        "must be a decimal string of at most 64 characters, or a number",
      );
    default:
      return nameForm(sent);
  }
}

const said = (zh: string, en: string, suggestion: string | null = null): ShapeFault => ({ zh, en, suggestion });

const TYPES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  string: ["应为加引号的文本", "must be text in quotes"],
  array: ["应为由各行组成的数组", "must be a list of rows"],
  object: ["应为由字段组成的对象", "must be an object of fields"],
};

/** Codes and years are often sent as numbers; what they are as text is the suggestion. */
function nameType(expected: string, sent: unknown): ShapeFault {
  const [zh, en] = TYPES[expected] ?? [`应为 ${expected}`, `must be ${expected}`];
  const suggestion = expected === "string" && Number.isSafeInteger(sent) ? String(sent) : null;
  return suggestion === null ? said(zh, en) : said(`${zh}:"${suggestion}"`, `${en}: "${suggestion}"`, suggestion);
}

/** Texts have one form that is asked of all (no NUL), and one that is asked of a source. */
function nameForm(sent: unknown): ShapeFault {
  if (typeof sent === "string" && sent.includes("\0")) return said("不得含有空字符(NUL)", "must not contain NUL");
  return said(
    "应为 1 至 64 个小写字母、数字、点、下划线或连字符,以字母或数字开头,如 210400-bureau",
    "must be 1 to 64 lower-case letters, digits, dots, underscores or dashes and begin with a letter or digit, as 210400-bureau",
  );
}
