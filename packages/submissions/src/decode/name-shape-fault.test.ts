import { expect, it } from "vitest";
import { checkSubmissionShape } from "./check-submission-shape.ts";
import { DEFAULT_DECODE_LIMITS } from "./decoded-submission.ts";

const ROW = { indicator: "gdp", region: "210421", period: "2021", value: "294597" };
const sent = (row: object, envelope: object = {}) => ({ source: "a", observations: [{ ...ROW, ...row }], ...envelope });

it.each<[string, unknown, string, string, string | null]>([
  [
    "a code sent as a number",
    sent({ region: 210421 }),
    'observations[0].region must be text in quotes: "210421".',
    'observations[0].region 应为加引号的文本:"210421"。',
    "210421",
  ],
  ["a list as body", [], "The body must be an object of fields.", "正文 应为由字段组成的对象。", null],
  [
    "rows that are no list",
    sent({}, { observations: {} }),
    "observations must be a list of rows.",
    "observations 应为由各行组成的数组。",
    null,
  ],
  [
    "no rows",
    sent({}, { observations: [] }),
    "observations must have at least one row.",
    "observations 至少要有一行。",
    null,
  ],
  [
    "too long a note",
    sent({ note: "x".repeat(1001) }),
    "observations[0].note must have at most 1000 characters.",
    "observations[0].note 不得超过 1000 个字符。",
    null,
  ],
  [
    "another mode",
    sent({}, { mode: "both" }),
    "mode must be one of atomic, partial.",
    "mode 应为 atomic, partial 之一。",
    null,
  ],
  [
    "NUL in a text",
    sent({ note: "a\0b" }),
    "observations[0].note must not contain NUL.",
    "observations[0].note 不得含有空字符(NUL)。",
    null,
  ],
])("says what is wrong with %s in both languages", (_, body, en, zh, suggestion) => {
  expect(onlyFault(body)).toMatchObject({ code: "FIELD_INVALID", message: { en, zh }, suggestion });
});

it.each([sent({ value: "" }), sent({ value: {} }), sent({}, { source: "抚顺市统计局" }), sent({}, { source: 1.5 })])(
  "never answers in the words of a schema",
  (body) => {
    const { message } = onlyFault(body);
    expect(message.zh).not.toMatch(/expected|pattern|Invalid|Too/);
    expect(message.en).not.toMatch(/expected|pattern|Invalid|Too/);
  },
);

function onlyFault(body: unknown) {
  const decoded = checkSubmissionShape(body, DEFAULT_DECODE_LIMITS);
  if (decoded.outcome === "decoded") throw new Error("it was taken");
  expect(decoded.faults).toHaveLength(1);
  return decoded.faults[0].issue;
}
