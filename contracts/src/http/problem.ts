import { z } from "zod";
import { issue } from "../issue.ts";

/** RFC 9457 problem details, `application/problem+json`. `code` is stable; `errors` names each place at fault. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    issues: z.array(issue).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problem>;
