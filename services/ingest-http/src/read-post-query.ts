import { SOURCE_PATTERN, SUBMISSION_MODES, type SubmissionMode } from "@yardstick/contracts";
import { HttpProblem } from "@yardstick/runtime";
import { suggestClosest } from "@yardstick/submissions";
import type { SubmissionFormat } from "./content-types.ts";

export interface PostQuery {
  readonly dryRun: boolean;
  readonly source: string | undefined;
  readonly mode: SubmissionMode | undefined;
}

const ENVELOPE_PARAMETERS = ["source", "mode"];

/** The query string of a POST; every parameter that is unknown or cannot be read is named. */
export function readPostQuery(query: unknown, format: SubmissionFormat): PostQuery {
  const known = ["dryRun", ...(format.envelopeInQuery ? ENVELOPE_PARAMETERS : [])];
  const given = Object.entries(query as Record<string, unknown>);
  const errors = given.flatMap(([name, value]) => faultOf(name, value, known));
  const { dryRun, source, mode } = Object.fromEntries(given) as Record<string, string | undefined>;
  if (format.envelopeInQuery && source === undefined) {
    errors.push({ path: "source", message: "is required: the body has no place for who reports" });
  }
  if (errors.length === 0) return { dryRun: dryRun === "true", source, mode: mode as SubmissionMode | undefined };
  throw new HttpProblem({
    status: 400,
    code: "QUERY_PARAMETER_INVALID",
    detail: errors.map(({ path, message }) => `${path} ${message}`).join("; "),
    errors,
  });
}

function faultOf(name: string, value: unknown, known: readonly string[]): { path: string; message: string }[] {
  const path = name.slice(0, 64);
  if (!known.includes(name)) {
    const [closest] = suggestClosest(name, known);
    return [{ path, message: `is no parameter here${closest === undefined ? "" : `; did you mean ${closest}?`}` }];
  }
  if (typeof value !== "string") return [{ path, message: "is given more than once" }];
  const legal = READERS[name];
  return legal === undefined || legal.isLegal(value) ? [] : [{ path, message: `is ${legal.wanted}` }];
}

interface Reader {
  readonly wanted: string;
  isLegal(value: string): boolean;
}

const READERS: Readonly<Record<string, Reader>> = {
  dryRun: { wanted: "true or false", isLegal: (value) => value === "true" || value === "false" },
  source: { wanted: `a source: ${SOURCE_PATTERN.source}`, isLegal: (value) => SOURCE_PATTERN.test(value) },
  mode: {
    wanted: SUBMISSION_MODES.join(" or "),
    isLegal: (value) => (SUBMISSION_MODES as readonly string[]).includes(value),
  },
};
