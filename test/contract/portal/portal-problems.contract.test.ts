import { createServer } from "node:net";
import { openToAll } from "@yardstick/access";
import { indicator, pageOf, problem, region, scope, targetReference } from "@yardstick/contracts";
import { createPortalService, createReadApi } from "@yardstick/portal";
import { type Component, createMetrics, createSilentLogger } from "@yardstick/runtime";
import { WarehouseError } from "@yardstick/warehouse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPortalFixture, type PortalFixture } from "./portal-fixture.ts";

let portal: PortalFixture;

beforeAll(async () => {
  portal = await openPortalFixture();
});

afterAll(() => portal.close());

describe("an empty store", () => {
  it.each(["comparisons", "alerts", "observations"])("answers no %s", async (list) => {
    expect((await portal.get(`/v1/${list}`)).body).toEqual({ data: [], nextCursor: null, knownThrough: null });
  });
});

describe("an empty store and the plans", () => {
  it("answers every target, and that nothing is known", async () => {
    const rows = await portal.walk("/v1/targets", { limit: "1000" });
    expect(new Set(rows.map(({ result, actual }) => `${result} ${actual}`))).toEqual(
      new Set(["no_data null", "not_due null"]),
    );
    expect(await portal.walk("/v1/targets", { limit: "1000", period: "2020", asOf: "2021-03-01T00:00:00Z" })).toEqual(
      await portal.walk("/v1/targets", { limit: "1000", period: "2020" }),
    );
  });

  it("answers a series without a point", async () => {
    for (const more of [{}, { accumulation: "period" }, { accumulation: "ytd", from: "2018", to: "2020-Q1" }]) {
      const { status, body } = await portal.get("/v1/series", { indicator: "gdp", region: "210421", ...more });
      expect([status, body.data, body.nextCursor]).toEqual([200, [], null]);
    }
  });
});

describe("a bad question", () => {
  const asked = (path: string, query: Record<string, string>) => portal.get(`/v1/${path}`, query);
  const cases: readonly (readonly [string, Record<string, string>, string, string, RegExp])[] = [
    ["comparisons", { regoin: "210421" }, "QUERY_PARAMETER_INVALID", "regoin", /did you mean region\?/],
    ["comparisons", { region: "" }, "QUERY_PARAMETER_INVALID", "region", /not readable/],
    ["comparisons", { limit: "0" }, "QUERY_PARAMETER_INVALID", "limit", /not readable/],
    ["comparisons", { limit: "1001" }, "QUERY_PARAMETER_INVALID", "limit", /1000/],
    ["comparisons", { limit: "ten" }, "QUERY_PARAMETER_INVALID", "limit", /not readable/],
    ["comparisons", { period: "2021-13" }, "QUERY_PARAMETER_INVALID", "period", /not readable/],
    ["comparisons", { accumulation: "ydt" }, "QUERY_PARAMETER_INVALID", "accumulation", /did you mean ytd\?/],
    ["comparisons", { asOf: "2022-03-01" }, "QUERY_PARAMETER_INVALID", "asOf", /not readable/],
    ["comparisons", { vintages: "all" }, "QUERY_PARAMETER_INVALID", "vintages", /no parameter/],
    ["comparisons", { region: "210499" }, "UNKNOWN_CODE", "region", /not in the reference data/],
    ["comparisons", { region: "抚顺县" }, "UNKNOWN_CODE", "region", /did you mean 210421\?/],
    ["comparisons", { indicator: "gpd" }, "UNKNOWN_CODE", "indicator", /did you mean gdp\?/],
    ["comparisons", { scope: "210000-YX" }, "UNKNOWN_CODE", "scope", /did you mean 210000-XY\?/],
    ["comparisons", { scope: "210421" }, "UNKNOWN_CODE", "scope", /not in the reference data/],
    ["comparisons", { cursor: "nonsense" }, "CURSOR_INVALID", "cursor", /no cursor/],
    ["targets", { plan: "fushun-2018-2021" }, "UNKNOWN_CODE", "plan", /did you mean fushun-2018-2020\?/],
    ["targets", { indicator: "gdp" }, "QUERY_PARAMETER_INVALID", "indicator", /no parameter/],
    ["alerts", { state: "fireing" }, "QUERY_PARAMETER_INVALID", "state", /did you mean firing\?/],
    ["alerts", { alertname: "TargetMised" }, "QUERY_PARAMETER_INVALID", "alertname", /did you mean TargetMissed\?/],
    ["observations", { vintages: "1" }, "QUERY_PARAMETER_INVALID", "vintages", /must be all/],
    ["observations", { measure: "growth" }, "QUERY_PARAMETER_INVALID", "measure", /must be level, growth_yoy/],
    ["observations", { source: "No Such" }, "QUERY_PARAMETER_INVALID", "source", /not readable/],
    ["comparisons", { benchmarkMethod: "mean" }, "QUERY_PARAMETER_INVALID", "benchmarkMethod", /must be simple/],
    ["targets", { asOf: "2022-03-01T00:00:00Z" }, "AS_OF_NEEDS_FILTERS", "period", /required with asOf/],
    ["targets", { asOf: "yesterday", period: "2020" }, "QUERY_PARAMETER_INVALID", "asOf", /not readable/],
    ["alerts", { asOf: "2022" }, "QUERY_PARAMETER_INVALID", "asOf", /not readable/],
    ["series", { indicator: "gdp" }, "QUERY_PARAMETER_INVALID", "region", /not readable/],
    ["series", { indicator: "gpd", region: "210421" }, "UNKNOWN_CODE", "indicator", /did you mean gdp\?/],
    [
      "series",
      { indicator: "gdp", region: "210421", from: "2020-Q5" },
      "QUERY_PARAMETER_INVALID",
      "from",
      /wanted is 2021/,
    ],
    ["provenance", { alert: "a-1" }, "QUERY_PARAMETER_INVALID", "alert", /did you mean alertId\?/],
    ["reference/regions", { code: "210421" }, "QUERY_PARAMETER_INVALID", "code", /no parameter/],
  ];

  it.each(cases)("%s %j is a 400 %s at %s", async (path, query, code, place, message) => {
    const { status, body } = await asked(path, query);
    expect([status, body.code]).toEqual([400, code]);
    expect(problem.parse(body)).toEqual(body);
    expect(body.errors).toEqual([{ path: place, message: expect.stringMatching(message) }]);
  });

  const comparison = { scope: "210000-XY", indicator: "gdp", region: "210421", period: "2021" };
  const subjects: readonly (readonly [string, Record<string, string>])[] = [
    ["nothing", {}],
    ["half a comparison", { scope: "210000-XY", indicator: "gdp" }],
    ["a comparison and an alert", { ...comparison, alertId: "a-1" }],
    ["a comparison with a measure", { ...comparison, measure: "level" }],
    ["a target without its region", { plan: "fushun-2018-2020", target: "S1-gdp", period: "2020" }],
    ["a submission's indicator", { submissionId: "s-1", indicator: "gdp" }],
  ];

  it.each(subjects)("provenance of %s is a 400 ONE_SUBJECT_NEEDED", async (_name, query) => {
    const { status, body } = await asked("provenance", query);
    expect([status, body.code]).toEqual([400, "ONE_SUBJECT_NEEDED"]);
    expect(problem.parse(body)).toEqual(body);
  });

  const unknown: readonly (readonly [string, Record<string, string>])[] = [
    ["comparison", comparison],
    ["target", { plan: "fushun-2018-2020", target: "S1-gpd", region: "210421", period: "2020" }],
    ["alert", { alertId: "a-1" }],
    ["figure", { indicator: "gdp", region: "210421", period: "2021" }],
    ["submission", { submissionId: "s-1" }],
  ];

  it.each(unknown)("provenance of a %s that is not there is a 404", async (_name, query) => {
    for (const more of [{}, { asOf: "2022-03-01T00:00:00Z" }]) {
      const { status, body } = await asked("provenance", { ...query, ...more });
      expect([status, body.code]).toEqual([404, "NO_SUCH_SUBJECT"]);
    }
  });

  it("is a cursor of provenance that is not its own", async () => {
    for (const cursor of ["-", "x.y", "-.-.-", "-."]) {
      expect((await asked("provenance", { ...comparison, cursor })).body.code).toBe("CURSOR_INVALID");
    }
  });

  it("names every fault at once", async () => {
    const { body } = await asked("comparisons", { limit: "x", regoin: "1", accumulation: "y" });
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(["accumulation", "limit", "regoin"]);
  });

  it("is one that gives a parameter twice", async () => {
    const answer = await portal.api.inject("/v1/comparisons?region=210421&region=210422");
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors).toEqual([{ path: "region", message: "is given more than once" }]);
  });

  it("binds what looks like SQL", async () => {
    const submissionId = "s' OR 1=1 --\\";
    expect((await asked("observations", { submissionId })).body.data).toEqual([]);
  });

  it("is a cursor of another question, and one that was tampered with", async () => {
    const page = await asked("reference/regions", { limit: "1" });
    const cursor = page.body.nextCursor;
    expect((await asked("reference/indicators", { cursor })).body.code).toBe("CURSOR_INVALID");
    const { q } = JSON.parse(Buffer.from(cursor, "base64url").toString());
    for (const k of [[], ["a", "b"], [1], "a", ["a\u0000"]]) {
      const forged = Buffer.from(JSON.stringify({ q, k })).toString("base64url");
      expect((await asked("reference/regions", { cursor: forged })).body.code).toBe("CURSOR_INVALID");
    }
  });
});

describe("reference lists", () => {
  const shapes = { regions: region, indicators: indicator, scopes: scope, targets: targetReference };

  it.each(Object.entries(shapes))("%s have the shape of the contract, once each", async (name, shape) => {
    const { body } = await portal.get(`/v1/reference/${name}`, { limit: "1000" });
    expect(pageOf(shape).parse(body)).toEqual(body);
    expect(body.data.length).toBeGreaterThan(1);
    expect(await portal.walk(`/v1/reference/${name}`, { limit: "7" })).toEqual(body.data);
  });

  it("answer 404 for a list that there is not", async () => {
    const { status, body } = await portal.get("/v1/reference/region");
    expect([status, body.code]).toEqual([404, "NO_SUCH_LIST"]);
    expect(body.detail).toContain("did you mean regions?");
  });
});

describe("the read API", () => {
  it("describes itself", async () => {
    const { status, body } = await portal.get("/openapi.json");
    expect([status, body.openapi]).toEqual([200, "3.1.0"]);
    expect(Object.keys(body.paths)).toContain("/v1/comparisons");
  });

  const apiOver = (error: Error) =>
    createReadApi({
      warehouse: { query: () => Promise.reject(error) },
      ...{ reference: portal.reference, clock: portal.clock, config: portal.config },
      ...{ logger: createSilentLogger(), metrics: createMetrics() },
    });

  it("answers 503 and when to come back while the warehouse is away", async () => {
    const api = apiOver(new WarehouseError("WAREHOUSE_UNAVAILABLE", { message: "no route to 10.0.0.7" }));
    const answer = await api.inject("/v1/alerts");
    expect([answer.statusCode, answer.headers["retry-after"], answer.json().code]).toEqual([
      503,
      "5",
      "WAREHOUSE_UNAVAILABLE",
    ]);
    expect(answer.body).not.toContain("10.0.0.7");
  });

  it("ends a question that takes too long", async () => {
    const config = { ...portal.config, YARDSTICK_PORTAL_QUERY_TIMEOUT_MS: 100 };
    const { warehouse } = portal;
    const slow = {
      query: <Row>(_sql: string, _params = {}, settings = {}) => warehouse.query<Row>(SLOW, {}, settings),
    };
    const deps = {
      reference: portal.reference,
      clock: portal.clock,
      logger: createSilentLogger(),
      metrics: createMetrics(),
    };
    const answer = await createReadApi({ ...deps, config, warehouse: slow }).inject("/v1/alerts");
    expect([answer.statusCode, answer.headers["retry-after"], answer.json().code]).toEqual([503, "5", "QUERY_TIMEOUT"]);
  });
});

const SLOW = "SELECT max(sipHash64(number)) AS known_through FROM numbers(1000000000000)";

describe("the SQL door", () => {
  const componentsFor = (host: string, port: number): readonly Component[] =>
    createPortalService({
      ...{ warehouse: portal.warehouse, reference: portal.reference, clock: portal.clock },
      ...{ logger: createSilentLogger(), metrics: createMetrics(), access: openToAll() },
      config: { ...portal.config, YARDSTICK_PORTAL_PORT: 0, YARDSTICK_SQL_HOST: host, YARDSTICK_SQL_PORT: port },
      sqlDoor: { dataDir: portal.chdbDir },
    });

  it("is not there beside a server", () => {
    const { warehouse, reference, clock, config } = portal;
    const deps = { warehouse, reference, clock, config, logger: createSilentLogger(), metrics: createMetrics() };
    expect(createPortalService({ ...deps, sqlDoor: null }).map(({ name }) => name)).toEqual(["keys", "portal"]);
    expect(componentsFor("127.0.0.1", 0).map(({ name }) => name)).toEqual(["portal", "sql-door"]);
  });

  it("answers what the pipeline stores, and writes nothing", async () => {
    const port = await freePort();
    const door = componentsFor("127.0.0.1", port)[1];
    await door?.start();
    try {
      const ask = (sql: string) => fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: sql });
      expect(await (await ask("SELECT count() > 40 FROM yardstick.regions FINAL")).text()).toBe("1\n");
      const view =
        "yardstick.provenance_at(indicator = 'gdp', periods = ['2021-12-31'], as_of = '2299-12-31 00:00:00')";
      expect(await (await ask(`SELECT count() FROM ${view} WHERE submission_id = 's-1'`)).text()).toBe("0\n");
      expect((await ask("DROP TABLE yardstick.regions")).status).toBeGreaterThanOrEqual(400);
      const second = componentsFor("127.0.0.1", port)[1];
      await expect(second?.start()).rejects.toMatchObject({ code: "PORT_IN_USE" });
    } finally {
      await door?.stop();
    }
  });

  it("opens on this machine alone", async () => {
    await expect(componentsFor("0.0.0.0", 0)[1]?.start()).rejects.toMatchObject({ code: "LISTEN_REFUSED" });
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
