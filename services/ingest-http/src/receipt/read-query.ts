import type { z } from "zod";
import { type FieldFault, fieldsInvalid } from "../accept/read-submission-fields.ts";

/** A query string by its schema. @throws HttpProblem 400 QUERY_PARAMETER_INVALID, which names each parameter at fault */
export function readQuery<Schema extends z.ZodType>(schema: Schema, query: unknown): z.output<Schema> {
  const read = schema.safeParse(query);
  if (read.success) return read.data;
  throw fieldsInvalid(read.error.issues.flatMap(faultsOf));
}

function faultsOf(issue: z.core.$ZodIssue): FieldFault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: key.slice(0, 64), zh: "在这里不是参数", en: "is no parameter here" }));
  }
  const path = String(issue.path[0] ?? "").slice(0, 64);
  return [{ path, zh: `有误（${issue.message}）`, en: `is wrong: ${issue.message}` }];
}
