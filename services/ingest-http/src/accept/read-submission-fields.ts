import { SOURCE_PATTERN, SUBMISSION_MODES, type SubmissionMode } from "@yardstick/contracts";
import type { HttpProblem } from "@yardstick/runtime";
import { suggestClosest } from "@yardstick/submissions";
import { bilingualProblem } from "./bilingual-problem.ts";

/** What stands beside a body, in the query string or in the fields of a form. */
export interface SubmissionFields {
  readonly dryRun: boolean;
  readonly source: string | undefined;
  readonly mode: SubmissionMode | undefined;
  readonly feed: string | undefined;
  readonly fileName: string | undefined;
}

export type FieldName = keyof SubmissionFields;

export const FILE_FIELDS: readonly FieldName[] = ["dryRun", "source", "mode", "feed", "fileName"];
/** JSON carries its own envelope. */
export const JSON_FIELDS: readonly FieldName[] = ["dryRun"];

/** Every field that is unknown, given twice or cannot be read is named. @throws HttpProblem 400 */
export function readSubmissionFields(
  given: readonly (readonly [name: string, value: unknown])[],
  known: readonly FieldName[],
): SubmissionFields {
  const names = given.map(([name]) => name);
  const faults = given.flatMap(([name, value], at) =>
    names.indexOf(name) < at ? [fault(name, TWICE)] : faultsOf(name, value, known),
  );
  if (faults.length > 0) throw fieldsInvalid(faults);
  const { dryRun, source, mode, feed, fileName } = Object.fromEntries(given) as Record<FieldName, string | undefined>;
  return { dryRun: dryRun === "true", source, mode: mode as SubmissionMode | undefined, feed, fileName };
}

export interface FieldFault {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

export function fieldsInvalid(faults: readonly FieldFault[]): HttpProblem {
  return bilingualProblem({
    status: 400,
    code: "QUERY_PARAMETER_INVALID",
    zh: `${faults.map(({ path, zh }) => `${path} ${zh}`).join("；")}。`,
    en: faults.map(({ path, en }) => `${path} ${en}`).join("; "),
    errors: faults.map(({ path, en }) => ({ path, message: en })),
  });
}

const TWICE = { zh: "出现了多次", en: "is given more than once" };

const fault = (name: string, text: { zh: string; en: string }): FieldFault => ({ path: name.slice(0, 64), ...text });

function faultsOf(name: string, value: unknown, known: readonly string[]): FieldFault[] {
  if (!known.includes(name)) {
    const [closest] = suggestClosest(name, known);
    const [zh, en] = closest === undefined ? ["", ""] : [`，是否指 ${closest}`, `; did you mean ${closest}?`];
    return [fault(name, { zh: `在这里不是参数${zh}`, en: `is no parameter here${en}` })];
  }
  if (typeof value !== "string") return [fault(name, TWICE)];
  const { isLegal, wanted } = READERS[name as FieldName];
  return isLegal(value) ? [] : [fault(name, { zh: `应为 ${wanted}`, en: `is ${wanted}` })];
}

interface Reader {
  readonly wanted: string;
  isLegal(value: string): boolean;
}

const READERS: Readonly<Record<FieldName, Reader>> = {
  dryRun: { wanted: "true or false", isLegal: (value) => value === "true" || value === "false" },
  source: { wanted: `a source: ${SOURCE_PATTERN.source}`, isLegal: (value) => SOURCE_PATTERN.test(value) },
  mode: {
    wanted: SUBMISSION_MODES.join(" or "),
    isLegal: (value) => (SUBMISSION_MODES as readonly string[]).includes(value),
  },
  feed: { wanted: "the id of a feed", isLegal: (value) => value.length > 0 && value.length <= 64 },
  fileName: {
    wanted: "a file name of at most 255 characters",
    isLegal: (value) => value !== "" && value.length <= 255,
  },
};
