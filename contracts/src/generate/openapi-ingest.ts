import { receiptQuery, receiptRowsQuery, submissionQuery } from "../http/queries.ts";
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
      "/": { get: form(), post: submitForm(parts) },
      "/v1/submissions": { post: submit(parts) },
      "/v1/submissions/{id}": { get: receiptOf(parts) },
      "/v1/submissions/{id}/rows": { get: rowsOf(parts) },
    },
    components: { securitySchemes: BEARER_SECURITY.schemes, schemas: components.schemas() },
  };
}

const TEXT = { schema: { type: "string" } };
const FILE = { schema: { type: "string", format: "binary" } };
const PAGE = { "text/html": TEXT };
const ROWS_AS_CSV = { "text/csv": TEXT };

/** What a form holds beside its file, which comes last. */
const FORM_FIELDS = {
  source: { type: "string" },
  mode: { type: "string", enum: ["atomic", "partial"] },
  feed: { type: "string" },
  fileName: { type: "string" },
  dryRun: { type: "string", enum: ["true", "false"] },
  file: { type: "string", format: "binary" },
} as const;

/** Bodies by their type; a table or a message says by its feed, or by its own headings, what its figures are. */
function bodies(parts: OpenapiParts): JsonSchema {
  return {
    "application/json": parts.content("submission-body"),
    "application/x-ndjson": TEXT,
    "application/jsonl": TEXT,
    "text/csv": TEXT,
    "text/tab-separated-values": TEXT,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": FILE,
    "application/vnd.sdmx.data+csv": TEXT,
    "application/vnd.sdmx.data+json": { schema: { type: "object" } },
    "application/vnd.sdmx.data+xml": TEXT,
    "application/vnd.sdmx.genericdata+xml": TEXT,
    "application/vnd.sdmx.structurespecificdata+xml": TEXT,
    "application/xml": TEXT,
    "application/octet-stream": FILE,
    "multipart/form-data": { schema: { type: "object", required: ["file"], properties: FORM_FIELDS } },
  };
}

function submit(parts: OpenapiParts): JsonSchema {
  return {
    operationId: "submit",
    summary: "Submit figures",
    description:
      "JSON carries the envelope itself; the other formats take source, mode and feed from the query string, a form from " +
      "its fields, which come before the file. A body may be sent with Content-Encoding: gzip, a form may not. The name " +
      "of a file comes from fileName, Content-Disposition or the part. 202 once the submission is durable. With " +
      "dryRun=true it is judged only: 200, and nothing is stored. Issues say where in the file they stand. Who prefers " +
      "text/html gets problems as pages.",
    parameters: [
      ...queryParameters(submissionQuery),
      {
        name: "Idempotency-Key",
        in: "header",
        required: false,
        description: "The submission id is derived from it: the same key and content answer the same id.",
        schema: { type: "string", minLength: 1, maxLength: 255 },
      },
      {
        name: "Content-Disposition",
        in: "header",
        required: false,
        description: "filename or filename*: the name of the file.",
        schema: { type: "string" },
      },
    ],
    requestBody: { required: true, content: bodies(parts) },
    responses: {
      "200": withContent(
        parts.json("Dry run: the receipt, without a submission id; as CSV a line for each row.", "receipt"),
        { ...ROWS_AS_CSV, ...PAGE },
      ),
      "202": parts.json("Durable; the status URL tells the rest.", "submission-accepted"),
      ...parts.problems(400, 401, 403, 409, 413, 415, 422, 429, 503),
    },
  };
}

function receiptOf(parts: OpenapiParts): JsonSchema {
  return {
    operationId: "getSubmission",
    summary: "What became of a submission",
    description:
      "An id that was issued and has not arrived yet is received; stored means that SQL answers. Counts are complete " +
      "where the list of issues goes on behind nextCursor. As a page it refreshes itself until the submission is settled.",
    parameters: [ID, ...queryParameters(receiptQuery)],
    responses: {
      "200": withContent(parts.json("The receipt.", "receipt"), { ...ROWS_AS_CSV, ...PAGE }),
      ...parts.problems(400, 401, 403, 404, 429, 503),
    },
  };
}

function rowsOf(parts: OpenapiParts): JsonSchema {
  return {
    operationId: "getSubmissionRows",
    summary: "What became of each row",
    description:
      "Rows in the order in which they were sent, so that the CSV lies beside the file; empty before the submission is " +
      "settled. Cells of the CSV that a spreadsheet would run as a formula begin with an apostrophe.",
    parameters: [ID, ...queryParameters(receiptRowsQuery)],
    responses: {
      "200": withContent(parts.json("The rows with their issues.", "receipt-rows"), ROWS_AS_CSV),
      ...parts.problems(400, 401, 403, 404, 429, 503),
    },
  };
}

function form(): JsonSchema {
  return {
    operationId: "getForm",
    summary: "A page to submit a file by",
    description: "It works without scripts and is open to everybody.",
    security: [],
    parameters: [LANG],
    responses: { "200": { description: "The page.", content: PAGE } },
  };
}

function submitForm(parts: OpenapiParts): JsonSchema {
  const properties = { key: { type: "string", format: "password" }, ...FORM_FIELDS };
  return {
    operationId: "submitForm",
    summary: "What the page sends",
    description:
      "The key comes as a field before the others, where keys are configured. The answer leaves a cookie with which this " +
      "browser may read this receipt for an hour. A request from a page of another site is refused.",
    security: [],
    parameters: [LANG, ...queryParameters(submissionQuery)],
    requestBody: {
      required: true,
      content: { "multipart/form-data": { schema: { type: "object", required: ["file"], properties } } },
    },
    responses: {
      "200": { description: "The result of a check.", content: PAGE },
      "303": {
        description: "Durable: the receipt's page.",
        headers: { Location: { schema: { type: "string" } }, "Set-Cookie": { schema: { type: "string" } } },
      },
      ...parts.problems(400, 401, 403, 413, 415, 422, 429, 503),
    },
  };
}

const ID = { name: "id", in: "path", required: true, schema: { type: "string" } };
const LANG = { name: "lang", in: "query", required: false, schema: { type: "string", enum: ["zh", "en"] } };

function withContent(answer: JsonSchema, content: JsonSchema): JsonSchema {
  return { ...answer, content: { ...(answer.content as JsonSchema), ...content } };
}
