import { submissionQuery } from "../http/queries.ts";
import { createComponents, type JsonSchema } from "./json-schema.ts";
import { BEARER_SECURITY, type OpenapiParts, openapiParts, queryParameters } from "./openapi-parts.ts";
import type { Samples } from "./samples.ts";

/** OpenAPI 3.1 of the ingest service, port 8080. DESIGN §8. */
export function openapiIngest(samples: Samples): JsonSchema {
  const components = createComponents();
  const parts = openapiParts(components, samples);
  return {
    openapi: "3.1.0",
    info: {
      title: "Yardstick ingest",
      version: "1.0.0",
      description: "Where a statistics bureau submits its figures and learns row by row what became of them.",
    },
    servers: [{ url: "http://localhost:8080" }],
    security: BEARER_SECURITY.requirement,
    paths: {
      "/v1/submissions": { post: submit(parts) },
      "/v1/submissions/{id}": { get: receiptOf(parts) },
    },
    components: { securitySchemes: BEARER_SECURITY.schemes, schemas: components.schemas() },
  };
}

function submit(parts: OpenapiParts): JsonSchema {
  return {
    operationId: "submit",
    summary: "Submit figures",
    description:
      "JSON carries the envelope itself; the other formats take source and mode from the query string. 202 once the " +
      "submission is durable. With dryRun=true it is judged only: 200, and nothing is stored.",
    parameters: [
      ...queryParameters(submissionQuery),
      {
        name: "Idempotency-Key",
        in: "header",
        required: false,
        description: "The submission id is derived from it: the same key and content answer the same id.",
        schema: { type: "string", minLength: 1, maxLength: 256 },
      },
    ],
    requestBody: {
      required: true,
      content: {
        "application/json": parts.content("submission-body"),
        "text/csv": { schema: { type: "string" } },
        "application/vnd.sdmx.data+csv": { schema: { type: "string" } },
        "application/vnd.sdmx.data+json": { schema: { type: "object" } },
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
          schema: { type: "string", format: "binary" },
        },
      },
    },
    responses: {
      "200": parts.json("Dry run: the receipt, without a submission id.", "receipt"),
      "202": parts.json("Durable; the status URL tells the rest.", "submission-accepted"),
      ...parts.problems(400, 401, 403, 409, 413, 415, 422, 429, 503),
    },
  };
}

function receiptOf(parts: OpenapiParts): JsonSchema {
  return {
    operationId: "getSubmission",
    summary: "What became of a submission",
    description: "An id that was issued and has not arrived yet is received; stored means that SQL answers.",
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
    responses: { "200": parts.json("The receipt.", "receipt"), ...parts.problems(400, 401, 403, 404, 429, 503) },
  };
}
