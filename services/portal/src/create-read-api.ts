import { type Access, authorise, openToAll } from "@yardstick/access";
import { generatedDocument, type ReferenceData } from "@yardstick/contracts";
import {
  type Clock,
  createHttpServer,
  type HttpServer,
  httpLimits,
  type Logger,
  type Metrics,
} from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import { handleListAlerts } from "./alerts/handle-list-alerts.ts";
import { boundedAsk } from "./bounded-ask.ts";
import { handleListComparisons } from "./comparisons/handle-list-comparisons.ts";
import type { PeriodComparisons, TOO_MANY } from "./comparisons/period-comparisons.ts";
import { allRegionsAbove } from "./comparisons/rates-above.ts";
import type { PortalConfig } from "./config.ts";
import { limitInFlight } from "./limit-in-flight.ts";
import { createMemory } from "./memory/create-memory.ts";
import { createFindEvidence } from "./memory/evidence.ts";
import { createLooks } from "./memory/looks.ts";
import { handleListObservations } from "./observations/handle-list-observations.ts";
import { createKnownThrough } from "./page/known-through.ts";
import type { WrittenRows } from "./page/page-rows.ts";
import { handleGetProvenance } from "./provenance/handle-get-provenance.ts";
import type { ReadContext } from "./read-context.ts";
import { handleListReference } from "./reference/handle-list-reference.ts";
import { handleListSeries } from "./series/handle-list-series.ts";
import { handleListTargets } from "./targets/handle-list-targets.ts";

export interface ReadApiDeps {
  readonly warehouse: Pick<Warehouse, "query">;
  readonly reference: ReferenceData;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly config: PortalConfig;
  /** Whose keys are asked for; default: nobody's, for a server without a port. */
  readonly access?: Access | undefined;
}

/** The routes of the read API, without a port. DESIGN §8. */
export function createReadApi(deps: ReadApiDeps): HttpServer {
  const { warehouse, reference, clock, logger, metrics, config, access = openToAll() } = deps;
  const server = createHttpServer({ name: "portal", logger, metrics, limits: httpLimits(config, BODY_BYTES) });
  const ask = boundedAsk(warehouse, config.YARDSTICK_PORTAL_QUERY_TIMEOUT_MS);
  const knownThrough = createKnownThrough(ask, clock);
  const pages = createMemory<WrittenRows>(clock, { bytes: PAGES_BYTES, bytesOf: ({ data }) => data.length });
  const periods = createMemory<PeriodComparisons | typeof TOO_MANY>(clock, {
    bytes: PERIODS_BYTES,
    bytesOf: ({ rowsHeld }) => 1_000 + rowsHeld * ROW_BYTES,
  });
  const context: ReadContext = {
    ask,
    knownThrough,
    looks: createLooks(knownThrough, ask, clock),
    findEvidence: createFindEvidence(ask, clock),
    pages,
    periods,
    reference,
    above: allRegionsAbove(reference),
    clock,
  };
  const openapi = generatedDocument("openapi-read.json");
  authorise(server, { access, verbsOf: ({ url }) => (url.startsWith("/v1/") ? ["read"] : null) });
  limitInFlight(server, config.YARDSTICK_PORTAL_MAX_IN_FLIGHT);
  server.get("/v1/comparisons", async ({ query }, reply) =>
    reply.type(JSON_UTF8).send(await handleListComparisons(query, context)),
  );
  server.get("/v1/targets", ({ query }) => handleListTargets(query, context));
  server.get("/v1/alerts", ({ query }) => handleListAlerts(query, context));
  server.get("/v1/observations", ({ query }) => handleListObservations(query, context));
  server.get("/v1/series", async ({ query }, reply) =>
    reply.type(JSON_UTF8).send(await handleListSeries(query, context)),
  );
  server.get("/v1/provenance", ({ query }) => handleGetProvenance(query, context));
  server.get<{ Params: { list: string } }>("/v1/reference/:list", async ({ params, query }) =>
    handleListReference(params.list, query, reference),
  );
  server.get("/openapi.json", async (_request, reply) => reply.type(JSON_UTF8).send(openapi));
  return server;
}

const JSON_UTF8 = "application/json; charset=utf-8";
const MIB = 1_048_576;
/** Some thirty pages of 1,000 comparisons. */
const PAGES_BYTES = 32 * MIB;
/** Some five months of the whole country. */
const PERIODS_BYTES = 48 * MIB;
/** A row as an object, about. */
const ROW_BYTES = 1_500;
/** Nothing here takes a body. */
const BODY_BYTES = 1_024;
