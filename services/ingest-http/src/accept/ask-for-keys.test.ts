import { afterEach, describe, expect, it } from "vitest";
import { type BenchKey, type IngestBench, openIngestBench } from "../ingest-bench.ts";

let bench: IngestBench;
afterEach(() => bench.close());

const row = (region: string) => ({ indicator: "gdp", region, period: "2021", value: "1", unit: "万元" });

async function open(...keys: readonly BenchKey[]): Promise<void> {
  bench = await openIngestBench({ keys });
}

function post(observations: readonly object[], { key = bench.keys[0], source = "210400-bureau", query = "" } = {}) {
  const headers = { "content-type": "application/json", ...(key === "" ? {} : { authorization: `Bearer ${key}` }) };
  const payload = JSON.stringify({ source, mode: "partial", observations });
  return bench.server.inject({ method: "POST", url: `/v1/submissions${query}`, payload, headers });
}

describe("where keys are configured a submission", () => {
  it("needs one, and travels with its id", async () => {
    await open({});
    expect((await post([row("210421")], { key: "" })).statusCode).toBe(401);
    expect((await post([row("210421")], { key: `${bench.keys[0]?.slice(0, -2)}00` })).statusCode).toBe(401);
    expect((await post([row("210421")])).statusCode).toBe(202);
    const [record, ...others] = await bench.records();
    expect(others).toEqual([]);
    expect(record?.headers).toMatchObject({ ce_authtype: "service_account", ce_authid: bench.keys[0]?.split("_")[1] });
  });

  it("is of the key's own sources, and of a key that may submit", async () => {
    await open({}, { verbs: ["read"] });
    const other = await post([row("210421")], { source: "210500-bureau" });
    expect([other.statusCode, other.json().code]).toEqual([403, "SOURCE_NOT_ALLOWED"]);
    const reader = await post([row("210421")], { key: bench.keys[1] ?? "" });
    expect([reader.statusCode, reader.json().code]).toEqual([403, "VERB_NOT_ALLOWED"]);
    expect(await bench.records()).toEqual([]);
  });

  it("is of the key's own regions by code or name; the rows that are not are named", async () => {
    await open({ regionPrefixes: ["2104"] });
    const regions = ["210421", "抚顺市/抚顺县", "210106", "鞍山市/铁西区", "nowhere"];
    const answer = await post(regions.map(row), { query: "?dryRun=true" });
    expect([answer.statusCode, answer.json().code]).toEqual([403, "REGION_NOT_ALLOWED"]);
    expect(answer.json().issues.map(({ row: at }: { row: number }) => at)).toEqual([3, 4, 5]);
    expect(answer.json()).toMatchObject({ issueCounts: { REGION_NOT_ALLOWED: 3 } });
    expect((await post(regions.slice(0, 2).map(row))).statusCode).toBe(202);
    // One of the regions that this name may mean is another's.
    expect((await post([row("铁西区")])).statusCode).toBe(403);
  });

  it("is counted by requests and by rows", async () => {
    await open({ requestsPerMinute: 2 }, { rowsPerMinute: 1 });
    const statuses = [await post([row("210421")]), await post([row("210421")]), await post([row("210421")])];
    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([202, 202, 429]);
    expect(Number(statuses[2]?.headers["retry-after"])).toBeGreaterThan(0);
    const key = bench.keys[1] ?? "";
    expect((await post([row("210421"), row("210422")], { key })).statusCode).toBe(202);
    const late = await post([row("210421")], { key });
    expect([late.statusCode, late.json().code]).toEqual([429, "RATE_LIMITED"]);
    expect((await post([row("210421")], { key, query: "?dryRun=true" })).statusCode).toBe(200);
  });
});
