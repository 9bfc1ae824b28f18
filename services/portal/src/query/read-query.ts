import { HttpProblem, type ProblemPlace } from "@yardstick/runtime";
import { suggestClosest } from "@yardstick/submissions";
import type { z } from "zod";

/**
 * A query string by its schema. Every parameter that is unknown, given twice or unreadable is named.
 * @throws HttpProblem 400 QUERY_PARAMETER_INVALID
 */
export function readQuery<Schema extends z.ZodObject>(schema: Schema, raw: unknown): z.infer<Schema> {
  const given = raw as Readonly<Record<string, unknown>>;
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const known = Object.keys(schema.shape);
  const found = parsed.error.issues.flatMap((issue) => placesOf(issue, given, known));
  // A value that has the wrong form breaks the finer rules as well: the first fault of a parameter says it.
  const errors = found.filter(({ path }, at) => found.findIndex((other) => other.path === path) === at);
  throw new HttpProblem({
    status: 400,
    code: "QUERY_PARAMETER_INVALID",
    detail: errors.map(({ path, message }) => `${path} ${message}`).join("; "),
    errors,
  });
}

type Issue = z.core.$ZodIssue;

function placesOf(issue: Issue, given: Readonly<Record<string, unknown>>, known: readonly string[]): ProblemPlace[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((name) => unknownParameter(name, known));
  const path = String(issue.path[0] ?? "query");
  const value = given[path];
  if (Array.isArray(value)) return [{ path, message: "is given more than once" }];
  if (issue.code !== "invalid_value") return [{ path, message: `is not readable: ${WANTED[path] ?? issue.message}` }];
  const allowed = issue.values.map(String);
  return [{ path, message: `must be ${allowed.join(", ")}${didYouMean(String(value), allowed)}` }];
}

/** Where the schema's own words are a regular expression. */
const PERIOD = "wanted is 2021, 2021-S1, 2021-Q2 or 2021-06, from 1900 to 2299";
const WANTED: Readonly<Record<string, string>> = {
  period: PERIOD,
  from: PERIOD,
  to: PERIOD,
  asOf: "wanted is an RFC 3339 instant with its offset: 2022-03-01T16:00:00+08:00",
};

function unknownParameter(name: string, known: readonly string[]): ProblemPlace {
  return { path: name.slice(0, 64), message: `is no parameter here${didYouMean(name, known)}` };
}

/** `; did you mean x?`, or nothing where nothing is close. */
export function didYouMean(text: string, candidates: Iterable<string>): string {
  const [closest] = suggestClosest(text, candidates);
  return closest === undefined ? "" : `; did you mean ${closest}?`;
}
