import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyIdIn } from "@yardstick/access";
import { parseAllInOneConfig, type RunningAllInOne, startAllInOne } from "@yardstick/all-in-one";
import { createSilentLogger } from "@yardstick/runtime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { printAndDie, runYardstick } from "./run-keys.ts";

let dataDir: string;
let running: RunningAllInOne | null = null;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "keys-"));
});
afterAll(async () => {
  await running?.stop();
  await rm(dataDir, { recursive: true });
});

const keys = (...args: string[]) => runYardstick("keys", ...args, "--data-dir", dataDir);

function start(settings: Readonly<Record<string, string>> = {}): Promise<RunningAllInOne> {
  const ports = {
    YARDSTICK_INGEST_PORT: "0",
    YARDSTICK_PORTAL_PORT: "0",
    YARDSTICK_SQL_PORT: "0",
    YARDSTICK_ADMIN_PORT: "0",
  };
  const config = parseAllInOneConfig({ ...ports, YARDSTICK_DATA_DIR: dataDir, ...settings });
  return startAllInOne({ config, logger: createSilentLogger() });
}

const BEYOND = { YARDSTICK_PORTAL_HOST: "0.0.0.0" };
let reader = "";

test("the process refuses to listen beyond loopback without a key", async () => {
  await expect(start(BEYOND)).rejects.toMatchObject({ code: "LISTEN_REFUSED" });
});

test("a key that was printed is valid, although its process was killed in that moment", async () => {
  reader = (await printAndDie("keys", "create", "--verb", "read", "--data-dir", dataDir)).trim();
  running = await start(BEYOND);
  const read = (key: string) =>
    fetch(`${portal()}/v1/reference/scopes`, { headers: { authorization: `Bearer ${key}` } }).then(
      ({ status }) => status,
    );
  expect([await read(reader), await read(`${reader.slice(0, -1)}x`)]).toEqual([200, 401]);
});

const portal = () => running?.urls.portal.replace("0.0.0.0", "127.0.0.1") ?? "";

test("the process that holds the directory is asked through its admin port, and what it is told holds at once", async () => {
  const created = await keys(
    "create",
    "--source",
    "210400-bureau",
    "--region",
    "2104",
    "--verb",
    "read",
    "--verb",
    "submit",
    "--note",
    "市局",
  );
  expect(created).toMatchObject({ code: 0, err: expect.stringContaining("only time that the key is shown") });
  const key = created.out.trim();
  const read = () => fetch(`${portal()}/v1/reference/scopes`, { headers: { authorization: `Bearer ${key}` } });
  expect((await read()).status).toBe(200);
  const id = keyIdIn(key) ?? "";
  const listed = await keys("list", "--json");
  expect(JSON.parse(listed.out).keys).toEqual([
    expect.objectContaining({
      keyId: id,
      state: "valid",
      sources: ["210400-bureau"],
      regionPrefixes: ["2104"],
      note: "市局",
    }),
    expect.objectContaining({ keyId: keyIdIn(reader) }),
  ]);
  // A whole key is taken for its id, and not shown again.
  const revoked = await keys("revoke", key);
  expect(revoked).toMatchObject({ code: 0, out: `${id} is revoked\n` });
  expect((await read()).status).toBe(401);
  expect(await keys("rotate", id)).toMatchObject({ code: 2, err: expect.stringContaining("create a new key") });
  const audit = await runYardstick("audit", "--data-dir", dataDir);
  expect(audit.out).toMatch(/command-line +keys\.revoke/);
});

test("the admin port admits its owner, who alone can read the token, and keys with the verb admin", async () => {
  const file = join(dataDir, "admin.json");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const { url, token } = JSON.parse(await readFile(file, "utf8"));
  expect(url).toBe(running?.urls.admin);
  const ask = async (shown?: string, path = "/v1/admin/keys") =>
    (await fetch(`${url}${path}`, shown === undefined ? {} : { headers: { authorization: `Bearer ${shown}` } })).status;
  expect([await ask(), await ask(reader), await ask(`${token}0`), await ask(token)]).toEqual([401, 401, 401, 200]);
  expect([await ask(undefined, "/live"), await ask(undefined, "/ready")]).toEqual([200, 200]);
  const admin = (await keys("create", "--verb", "admin")).out.trim();
  const keyFile = join(dataDir, "key");
  await writeFile(keyFile, `${admin}\n`, { mode: 0o600 });
  const made = await runYardstick(
    "keys",
    "create",
    "--source",
    "*",
    "--json",
    "--admin-url",
    url,
    "--key-file",
    keyFile,
  );
  const audit = await runYardstick("audit", "--key", keyIdIn(admin) ?? "", "--json", "--data-dir", dataDir);
  expect(JSON.parse(audit.out).audit).toEqual([
    expect.objectContaining({ verb: "keys.create", object: JSON.parse(made.out).summary.keyId }),
  ]);
  await rm(keyFile);
});

test("says what cannot be, without a look at any directory", async () => {
  expect(await keys("create")).toMatchObject({
    code: 2,
    err: expect.stringContaining("--source: a key that may submit names"),
  });
  expect(await keys("create", "--source", "a", "--region", "抚顺")).toMatchObject({
    code: 2,
    err: expect.stringContaining("--region 抚顺"),
  });
});

test("the address goes with the process", async () => {
  await running?.stop();
  running = null;
  await expect(stat(join(dataDir, "admin.json"))).rejects.toMatchObject({ code: "ENOENT" });
  expect((await keys("list")).out).toContain(keyIdIn(reader));
});
