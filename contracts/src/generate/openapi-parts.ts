import type { z } from "zod";
import { HTTP_BODIES, type HttpBodyName } from "./http-bodies.ts";
import { type createComponents, type JsonSchema, parameterSchemaOf } from "./json-schema.ts";
import type { Samples } from "./samples.ts";

/** What the two OpenAPI documents are made of. */
export interface OpenapiParts {
  /** A JSON answer with its schema and, where there is one, its sample. */
  json(description: string, body: HttpBodyName): JsonSchema;
  content(body: HttpBodyName): JsonSchema;
  /** Problem answers, RFC 9457. */
  problems(...statuses: readonly ProblemStatus[]): Record<string, JsonSchema>;
}

const PROBLEM_STATUSES = {
  400: "Not readable as its type, an unknown query parameter, or a value or code that does not exist.",
  401: "No key, or one that is not known.",
  403: "The key may not do this, or not speak for this source.",
  404: "There is no such thing: an id that was never issued, an unknown list.",
  409: "The same id with other content.",
  413: "More bytes or rows than one submission may have.",
  415: "A content type that is not read here.",
  422: "Readable, but of the wrong shape.",
  429: "Too many requests; Retry-After says when to try again.",
  503: "A part that is needed is not there; Retry-After says when to try again.",
} as const;
export type ProblemStatus = keyof typeof PROBLEM_STATUSES;

export function openapiParts(components: ReturnType<typeof createComponents>, samples: Samples): OpenapiParts {
  const content = (body: HttpBodyName): JsonSchema => {
    const sample = samples.http.get(body);
    return { schema: components.add(HTTP_BODIES[body]), ...(sample === undefined ? {} : { example: sample }) };
  };
  return {
    content,
    json: (description, body) => ({ description, content: { "application/json": content(body) } }),
    problems: (...statuses) =>
      Object.fromEntries(statuses.map((status) => [String(status), problemAnswer(status, content("problem"))])),
  };
}

function problemAnswer(status: ProblemStatus, problem: JsonSchema): JsonSchema {
  const isPassing = status === 429 || status === 503;
  const retryAfter = { description: "Seconds.", schema: { type: "integer", minimum: 1 } };
  return {
    description: PROBLEM_STATUSES[status],
    ...(isPassing ? { headers: { "Retry-After": retryAfter } } : {}),
    content: { "application/problem+json": { schema: problem.schema } },
  };
}

/** The parameters of a query string, in the order of its schema. */
export function queryParameters(query: z.ZodObject): JsonSchema[] {
  return Object.entries(query.shape as Readonly<Record<string, z.ZodType>>).map(([name, schema]) => ({
    name,
    in: "query",
    required: !schema.safeParse(undefined).success,
    ...(schema.description === undefined ? {} : { description: schema.description }),
    schema: parameterSchemaOf(schema),
  }));
}

export const BEARER_SECURITY = {
  schemes: {
    bearer: { type: "http", scheme: "bearer", description: "A key; not needed on loopback where none is configured." },
  },
  // The empty alternative: without configured keys the service listens on loopback only and asks for none.
  requirement: [{ bearer: [] }, {}],
} as const;
