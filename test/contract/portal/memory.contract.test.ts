import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Figure, openPortalFixture, type PortalFixture } from "./portal-fixture.ts";

let portal: PortalFixture;

const FIRST = "2022-02-10 08:00:00.000";
const SECOND = "2022-02-20 08:00:00.000";
const [DURING, AFTER] = ["2022-02-15T00:00:00Z", "2022-03-01T00:00:00Z"];
const figure = (period: string, value: string, more: Partial<Figure> = {}): Figure => ({
  ...{ region: "210421", period, value, knownAt: FIRST },
  ...more,
});

beforeAll(async () => {
  portal = await openPortalFixture();
  await portal.warehouse.command("SYSTEM STOP MERGES");
  await portal.store([figure("2020", "100"), figure("2021", "110"), figure("2021", "113", { knownAt: SECOND })]);
  await portal.recompute("gdp", ["2021-12-31"]);
});

afterAll(() => portal.close());

const COMPARISONS = { scope: "210000-XY", indicator: "gdp", period: "2021", region: "210421" };
const SERIES = { indicator: "gdp", region: "210421" };

const looksForParts = (sql: string) => sql.includes("system.parts") || sql.includes("known_through");
const looksForEvidence = (sql: string) => sql.includes("groupUniqArray(_part)");

/** The answer, and the statements beside those that look whether it still holds. */
async function ask(path: string, query: Record<string, string>) {
  const before = portal.asked.length;
  const { status, body } = await portal.get(path, query);
  if (status !== 200) throw new Error(JSON.stringify(body));
  const isLook = (sql: string) => looksForParts(sql) || looksForEvidence(sql);
  return { body, made: portal.asked.slice(before).filter((sql) => !isLook(sql)).length };
}

describe("a page that was made", () => {
  it("is made again only when something that it rests on has changed", async () => {
    const first = await ask("/v1/comparisons", COMPARISONS);
    expect(first.made).toBeGreaterThan(0);
    expect(first.body.data[0]).toMatchObject({ growth: 13 });
    expect(await ask("/v1/comparisons", COMPARISONS)).toEqual({ made: 0, body: first.body });

    await portal.store([{ ...figure("2021", "5"), indicator: "general_public_budget_revenue", submission: "s-2" }]);
    await portal.recompute("general_public_budget_revenue", ["2021-12-31"]);
    expect(await ask("/v1/comparisons", COMPARISONS)).toEqual({ made: 0, body: first.body });

    await portal.store([figure("2021", "120", { knownAt: "2022-03-02 08:00:00.000", submission: "s-3" })]);
    await portal.recompute("gdp", ["2021-12-31"]);
    const then = await ask("/v1/comparisons", COMPARISONS);
    expect(then.body).toMatchObject({ knownThrough: "2022-03-02T08:00:00.000Z", data: [{ growth: 20 }] });
  });

  it("is looked for only when a table has other parts", async () => {
    const looks = async () => {
      const before = portal.asked.length;
      await ask("/v1/comparisons", COMPARISONS);
      return portal.asked.slice(before).filter(looksForEvidence).length;
    };
    await looks();
    expect(await looks()).toBe(0);
    await portal.store([{ ...figure("2021", "7"), indicator: "general_public_budget_revenue", submission: "s-2a" }]);
    expect([await looks(), await looks()]).toEqual([1, 0]);
  });

  it("says what is known by now, and belongs to its own question", async () => {
    const first = await ask("/v1/series", SERIES);
    await portal.store([
      { ...figure("2021", "6"), region: "210422", knownAt: "2022-03-03 08:00:00.000", submission: "s-4" },
    ]);
    const again = await ask("/v1/series", SERIES);
    expect(again.body).toEqual({ ...first.body, knownThrough: "2022-03-03T08:00:00.000Z" });
    expect((await ask("/v1/series", { ...SERIES, to: "2020" })).body.data).toHaveLength(1);
    const page = await ask("/v1/series", { ...SERIES, limit: "1" });
    const next = await ask("/v1/series", { ...SERIES, limit: "1", cursor: page.body.nextCursor });
    expect([...page.body.data, ...next.body.data]).toEqual(first.body.data);
  });

  it("is the same after a merge", async () => {
    const before = await ask("/v1/comparisons", COMPARISONS);
    await portal.warehouse.command("SYSTEM START MERGES");
    for (const table of ["comparisons", "growth"]) await portal.warehouse.command(`OPTIMIZE TABLE ${table} FINAL`);
    expect((await ask("/v1/comparisons", COMPARISONS)).body).toEqual(before.body);
  });
});

describe("a page of an instant", () => {
  const at = (asOf: string) => ask("/v1/comparisons", { ...COMPARISONS, asOf });

  it("serves every instant that knew the same", async () => {
    const first = await at(DURING);
    expect(first.body.data[0]).toMatchObject({ growth: 10 });
    expect(await at("2022-02-16T00:00:00Z")).toEqual({ made: 0, body: first.body });
    const after = await at(AFTER);
    expect(after.made).toBeGreaterThan(0);
    expect(after.body.data[0]).toMatchObject({ growth: 13 });
  });

  it("is made again for a vintage that came late", async () => {
    await portal.store([figure("2020", "50", { knownAt: "2022-02-11 08:00:00.000", submission: "s-5" })]);
    expect((await at(DURING)).body.data[0]).toMatchObject({ growth: 120 });
  });

  it("has cursors of the instant that was asked for", async () => {
    const query = { indicator: "gdp", period: "2021", limit: "1" };
    const page = await ask("/v1/comparisons", { ...query, asOf: DURING });
    expect(page.body.nextCursor).not.toBeNull();
    const other = { ...query, asOf: AFTER, cursor: page.body.nextCursor };
    expect((await portal.get("/v1/comparisons", other)).body).toMatchObject({ code: "CURSOR_INVALID" });
    const same = await ask("/v1/comparisons", { ...query, asOf: DURING, cursor: page.body.nextCursor });
    expect(same.body.data).toHaveLength(1);
    expect(same.body.data).not.toEqual(page.body.data);
  });
});
