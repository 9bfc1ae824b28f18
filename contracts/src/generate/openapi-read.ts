import type { z } from "zod";
import {
  alertsQuery,
  comparisonsQuery,
  observationsQuery,
  provenanceQuery,
  REFERENCE_LISTS,
  referenceQuery,
  seriesQuery,
  targetsQuery,
} from "../http/queries.ts";
import type { HttpBodyName } from "./http-bodies.ts";
import { createComponents, type JsonSchema } from "./json-schema.ts";
import { BEARER_SECURITY, type OpenapiParts, openapiParts, queryParameters } from "./openapi-parts.ts";
import type { Samples } from "./samples.ts";

interface ListRoute {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly query: z.ZodObject;
  readonly body: HttpBodyName;
  /** What the answer is, where it is no page. */
  readonly answer?: string;
  readonly problems?: readonly 404[];
}

const LISTS: readonly ListRoute[] = [
  {
    path: "/v1/comparisons",
    operationId: "listComparisons",
    summary: "Growth against the provincial county average",
    query: comparisonsQuery,
    body: "comparisons",
  },
  {
    path: "/v1/targets",
    operationId: "listTargets",
    summary: "Results of a plan's targets",
    query: targetsQuery,
    body: "targets",
  },
  {
    path: "/v1/alerts",
    operationId: "listAlerts",
    summary: "Alerts, firing and resolved",
    query: alertsQuery,
    body: "alerts",
  },
  {
    path: "/v1/observations",
    operationId: "listObservations",
    summary: "Figures, current or with every vintage",
    query: observationsQuery,
    body: "observations",
  },
  {
    path: "/v1/series",
    operationId: "listSeries",
    summary: "One region's figures with their growth, period by period",
    query: seriesQuery,
    body: "series",
  },
  {
    path: "/v1/provenance",
    operationId: "getProvenance",
    summary: "What one result rests on, with every vintage and its submission, and what rests on one figure",
    query: provenanceQuery,
    body: "provenance",
    answer: "The subject with a page of figures and of results; nextCursor is null at the end of both.",
    problems: [404],
  },
  ...REFERENCE_LISTS.map((name) => ({
    path: `/v1/reference/${name}`,
    operationId: `listReference${name[0]?.toUpperCase()}${name.slice(1)}`,
    summary: `Reference data: ${name}`,
    query: referenceQuery,
    body: `reference-${name}` as const,
  })),
];

/** OpenAPI 3.1 of the read API, port 8081; the portal answers it at /openapi.json. DESIGN §8. */
export function openapiRead(samples: Samples): JsonSchema {
  const components = createComponents();
  const parts = openapiParts(components, samples);
  const lists = Object.fromEntries(LISTS.map((route) => [route.path, { get: list(route, parts) }]));
  return {
    openapi: "3.1.0",
    info: {
      title: "Yardstick read API",
      version: "1.0.0",
      description:
        "Growth and benchmarks are in %, gaps in percentage points, unrounded. Figures are JSON numbers, an observation's " +
        "value is a decimal string, instants are UTC RFC 3339. Absent filters do not filter; unknown ones are refused.",
    },
    servers: [{ url: "http://localhost:8081" }],
    security: BEARER_SECURITY.requirement,
    paths: { ...lists, "/openapi.json": { get: ownDescription } },
    components: { securitySchemes: BEARER_SECURITY.schemes, schemas: components.schemas() },
  };
}

function list(
  { operationId, summary, query, body, answer, problems = [] }: ListRoute,
  parts: OpenapiParts,
): JsonSchema {
  return {
    operationId,
    summary,
    parameters: queryParameters(query),
    responses: {
      "200": parts.json(answer ?? "A page; nextCursor is null at the end.", body),
      ...parts.problems(400, 401, 403, ...problems, 429, 503),
    },
  };
}

const ownDescription: JsonSchema = {
  operationId: "getOpenapi",
  summary: "This document",
  security: [],
  responses: {
    "200": { description: "OpenAPI 3.1.", content: { "application/json": { schema: { type: "object" } } } },
  },
};
