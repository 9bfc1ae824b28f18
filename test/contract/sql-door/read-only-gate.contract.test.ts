import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attacks } from "./attacks.ts";
import { ask, type OpenSqlDoor, openSqlDoor } from "./open-sql-door.ts";

let door: OpenSqlDoor;
let listener: Server;
let directory: string;
let connections = 0;

beforeAll(async () => {
  door = await openSqlDoor({ maxExecutionTimeSeconds: 5 });
  directory = await mkdtemp(join(tmpdir(), "canary-"));
  await writeFile(join(directory, "secret.txt"), "canary-in-a-file\n");
  listener = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  listener.close();
  await door.close();
  await rm(directory, { recursive: true });
});

async function rowsOf(table: string): Promise<string> {
  return Buffer.from(await door.pipeline.query(`SELECT count() FROM yardstick.${table}`, "TSV"))
    .toString()
    .trim();
}

describe("the read-only gate", () => {
  test.each(attacks.map((attack) => [attack.sql.slice(0, 160), attack] as const))(
    "refuses %s",
    async (_name, attack) => {
      const place = (text: string) =>
        text
          .replaceAll("FILE_IN", join(directory, "secret.txt"))
          .replaceAll("FILE_OUT", join(directory, "written.txt"))
          .replaceAll("HOST", `127.0.0.1:${(listener.address() as AddressInfo).port}`);
      const query = Object.fromEntries(Object.entries(attack.query ?? {}).map(([name, value]) => [name, place(value)]));

      const answer = await ask(door.url, place(attack.sql), query);

      expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
      expect(answer.text).toMatch(/^Code: \d+\. DB::Exception: .*\([A-Z_]+\) \(version [\d.]+\)\n$/s);
      expect(answer.headers.get("x-clickhouse-exception-code")).toBe(/^Code: (\d+)/.exec(answer.text)?.[1]);
      if (attack.code !== undefined) expect(answer.text).toContain(`Code: ${attack.code}.`);
      expect(answer.text).not.toContain("canary-in-a");
      expect(connections, "connections that the engine has opened").toBe(0);
      expect(existsSync(join(directory, "written.txt")), "a file was written").toBe(false);
    },
  );

  test("leaves every table as it was, and answers on", async () => {
    expect(await rowsOf("comparisons")).toBe("2");
    expect((await ask(door.url, "SELECT count() FROM comparisons")).text).toBe("2\n");
  });

  test("has looked at every function of this engine: none is both unknown and allowed", async () => {
    const names = Buffer.from(await door.pipeline.query("SELECT count() FROM system.functions", "TSV"))
      .toString()
      .trim();
    expect(names, "the engine has changed: look at its new functions, then at readable-functions.ts").toBe("1825");
  });
});
