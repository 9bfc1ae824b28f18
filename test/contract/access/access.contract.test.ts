import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { keyIdIn, type NewKey } from "@yardstick/access";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AccessBench, openAccessBench } from "./open-access-bench.ts";

let bench: AccessBench;
beforeAll(async () => {
  bench = await openAccessBench();
});
afterAll(() => bench.close());

const issued: string[] = [];
const BUREAU: NewKey = { verbs: ["submit"], sources: ["210400-bureau"], regionPrefixes: ["2104"] };

async function create(change: Partial<NewKey> = {}): Promise<string> {
  const { key } = await bench.keys.create({ ...BUREAU, ...change });
  issued.push(key);
  return key;
}

interface Sent {
  readonly source?: string;
  readonly regions?: readonly string[];
}

async function submit(
  ingest: string,
  key: string | null,
  { source = "210400-bureau", regions = ["210421"] }: Sent = {},
) {
  const response = await fetch(`${ingest}/v1/submissions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ source, regions }),
  });
  const body = (await response.json()) as { code?: string };
  return { status: response.status, code: body.code, body, headers: response.headers };
}

let ingest: string;

test("without a key services listen on loopback alone, and let everybody in there", async () => {
  await expect(bench.startPortal({ YARDSTICK_PORTAL_HOST: "0.0.0.0" })).rejects.toMatchObject({
    code: "LISTEN_REFUSED",
  });
  await expect(bench.startPortal({ YARDSTICK_SQL_HOST: "0.0.0.0" })).rejects.toMatchObject({
    code: "LISTEN_REFUSED",
    message: expect.stringContaining("pnpm yardstick keys create"),
  });
  ingest = await bench.startIngest();
  expect(await submit(ingest, null)).toMatchObject({ status: 202 });
});

test("from the first key on nobody is let in without one, and with it only to what is its own", async () => {
  const key = await create();
  const missing = await submit(ingest, null);
  expect(missing).toMatchObject({ status: 401, code: "KEY_MISSING" });
  expect(missing.headers.get("www-authenticate")).toBe('Bearer realm="yardstick"');
  expect(missing.headers.get("content-type")).toContain("application/problem+json");
  expect(missing.body).toMatchObject({ message: { zh: expect.stringContaining("密钥"), en: expect.any(String) } });
  expect(await submit(ingest, `${key.slice(0, -4)}ffff`)).toMatchObject({ status: 401, code: "KEY_INVALID" });
  const accepted = await submit(ingest, key);
  expect(accepted.status).toBe(202);
  expect(accepted.headers.get("ratelimit-limit")).toBe("600");
  expect(await submit(ingest, key, { source: "210500-bureau" })).toMatchObject({
    status: 403,
    code: "SOURCE_NOT_ALLOWED",
  });
  expect(await submit(ingest, key, { regions: ["210421", "210521"] })).toMatchObject({
    status: 403,
    code: "REGION_NOT_ALLOWED",
  });
  expect((await fetch(`${ingest}/nowhere`)).status).toBe(404);
});

test("a key that ends is refused from that instant on, and one that is revoked at once, also on a second try", async () => {
  const ending = await create({ validUntil: new Date(bench.clock.nowMs() + 60_000).toISOString() });
  expect((await submit(ingest, ending)).status).toBe(202);
  bench.clock.advance(60_000);
  expect(await submit(ingest, ending)).toMatchObject({ status: 401, code: "KEY_EXPIRED" });
  const revoked = await create();
  expect((await submit(ingest, revoked)).status).toBe(202);
  const id = keyIdIn(revoked) ?? "";
  expect(await bench.keys.revoke(id)).toMatchObject({ state: "revoked" });
  expect(await submit(ingest, revoked)).toMatchObject({ status: 401, code: "KEY_REVOKED" });
  await bench.keys.revoke(id);
  await expect(bench.keys.rotate(id, 0)).rejects.toMatchObject({ code: "KEY_NOT_ROTATABLE" });
  await expect(bench.keys.revoke("000000000000")).rejects.toMatchObject({ code: "KEY_NOT_FOUND" });
});

test("a rotated key has a new secret and the same id; the old secret goes on for the grace", async () => {
  const old = await create();
  const { key, summary } = await bench.keys.rotate(keyIdIn(old) ?? "", 3_600);
  issued.push(key);
  expect(keyIdIn(key)).toBe(keyIdIn(old));
  expect(summary.previousSecretUntil).toBe(new Date(bench.clock.nowMs() + 3_600_000).toISOString());
  for (const secret of [old, key]) expect((await submit(ingest, secret)).status).toBe(202);
  bench.clock.advance(3_600_000);
  expect(await submit(ingest, old)).toMatchObject({ status: 401, code: "KEY_INVALID" });
  expect((await submit(ingest, key)).status).toBe(202);
});

test("more requests or rows than a key's rate are told when to come again", async () => {
  const requests = await create({ requestsPerMinute: 2 });
  expect((await submit(ingest, requests)).status).toBe(202);
  expect((await submit(ingest, requests)).headers.get("ratelimit-remaining")).toBe("0");
  const refused = await submit(ingest, requests);
  expect(refused).toMatchObject({ status: 429, code: "RATE_LIMITED" });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  const rows = await create({ rowsPerMinute: 2 });
  expect((await submit(ingest, rows, { regions: ["210421", "210422", "210423"] })).status).toBe(202);
  expect(await submit(ingest, rows)).toMatchObject({ status: 429, code: "RATE_LIMITED" });
});

test("the audit has one line for each use that changed something, however often it was delivered", async () => {
  const key = await create({ note: "for the audit" });
  const id = keyIdIn(key) ?? "";
  const since = new Date(bench.clock.nowMs()).toISOString();
  await submit(ingest, key);
  await submit(ingest, key, { source: "210500-bureau" });
  bench.clock.advance(1);
  await bench.keys.revoke(id);
  const submitted = await bench.keys.audit({ actor: id });
  expect(submitted).toEqual([
    { at: since, actor: id, verb: "submit", source: "210400-bureau", object: "s-1", detail: '{"rows":1}' },
  ]);
  const changes = (await bench.keys.audit({ since })).filter(({ object }) => object === id);
  expect(changes.map(({ verb, actor }) => [verb, actor])).toEqual([
    ["keys.revoke", "command-line"],
    ["keys.create", "command-line"],
  ]);
  expect(await bench.keys.audit({ since, limit: 1 })).toHaveLength(1);
});

test("readers show a key with the verb read, to the read API and, in each way that there is, to the SQL door", async () => {
  const { portal, sql } = await bench.startPortal({ YARDSTICK_PORTAL_HOST: "0.0.0.0", YARDSTICK_SQL_HOST: "0.0.0.0" });
  const [reader, bureau] = [await create({ verbs: ["read"], sources: [] }), await create()];
  const list = `${portal}/v1/reference/scopes`;
  const read = async (key: string | null, url = list) =>
    (await fetch(url, { headers: key === null ? {} : { authorization: `Bearer ${key}` } })).status;
  expect([await read(null), await read(bureau), await read(reader)]).toEqual([401, 403, 200]);
  // Another spelling of the path leads to the same question.
  expect(await read(null, `${portal}/%761/reference/scopes`)).toBe(401);
  expect(await read(null, `${portal}/openapi.json`)).toBe(200);

  const ask = async (headers: Record<string, string>, query = "") => {
    const response = await fetch(`${sql}/?query=SELECT%20count()%20FROM%20observations${query}`, { headers });
    return [response.status, response.headers.get("x-clickhouse-exception-code")];
  };
  const basic = (password: string) => ({
    authorization: `Basic ${Buffer.from(`default:${password}`).toString("base64")}`,
  });
  for (const shown of [
    basic(reader),
    { authorization: `Bearer ${reader}` },
    { "x-clickhouse-user": "me", "x-clickhouse-key": reader },
  ]) {
    expect(await ask(shown)).toEqual([200, null]);
  }
  expect(await ask({}, `&user=me&password=${reader}`)).toEqual([200, null]);
  for (const shown of [{}, basic(""), basic("nonsense")]) expect(await ask(shown)).toEqual([401, "516"]);
  expect(await ask(basic(bureau))).toEqual([403, "497"]);
  expect((await fetch(`${sql}/ping`)).status).toBe(200);
  const hasty = await create({ verbs: ["read"], sources: [], requestsPerMinute: 1 });
  expect(await ask(basic(hasty))).toEqual([200, null]);
  expect(await ask(basic(hasty))).toEqual([429, "201"]);

  const quiet = { url: sql, username: "anything", log: { level: ClickHouseLogLevel.OFF } };
  const client = createClient({ ...quiet, password: reader });
  const rows = await client.query({ query: "SELECT 1 AS one", format: "JSONEachRow" });
  expect(await rows.json()).toEqual([{ one: 1 }]);
  for (const table of ["api_keys", "audit", "yardstick.api_keys"]) {
    await expect(client.query({ query: `SELECT * FROM ${table}` })).rejects.toMatchObject({ code: "497" });
  }
  await client.close();
  const stranger = createClient({ ...quiet, password: "nonsense" });
  await expect(stranger.query({ query: "SELECT 1" })).rejects.toMatchObject({
    code: "516",
    type: "AUTHENTICATION_FAILED",
  });
  await stranger.close();
});

const hasClickHouseConnect = spawnSync("python3", ["-c", "import clickhouse_connect"]).status === 0;

test.skipIf(!hasClickHouseConnect)("Python's clickhouse-connect shows the key as its password", async () => {
  const { sql } = await bench.startPortal();
  const reader = await create({ verbs: ["read"], sources: [] });
  const script = `
import clickhouse_connect, sys
def ask(password):
    try:
        client = clickhouse_connect.get_client(host="127.0.0.1", port=${new URL(sql).port}, username="me", password=password)
        return client.command("SELECT count() FROM observations")
    except Exception as error:
        return str(error)
print(ask(sys.argv[1]), ask("nonsense"), sep="\\n")
`;
  const { stdout } = await promisify(execFile)("python3", ["-c", script, reader]);
  expect(stdout).toMatch(/^0\n.*AUTHENTICATION_FAILED/);
});

test("a secret is in no table, no file and no line of the log; only its hash is kept", async () => {
  const kept = JSON.stringify(await bench.warehouse.query("SELECT * FROM api_keys"));
  const audit = JSON.stringify(await bench.warehouse.query("SELECT * FROM audit"));
  expect(issued.length).toBeGreaterThan(8);
  expect(bench.log()).toContain('"status":"401"');
  for (const key of issued) {
    const secret = key.split("_")[2] ?? "";
    expect(kept).toContain(createHash("sha256").update(secret).digest("hex"));
    for (const text of [kept, audit, bench.log()]) expect(text).not.toContain(secret);
  }
  const [first = ""] = issued;
  expect(await bench.filesHolding(first.split("_")[1] ?? "")).not.toEqual([]);
  for (const key of issued) expect(await bench.filesHolding(key.split("_")[2] ?? "")).toEqual([]);
});
