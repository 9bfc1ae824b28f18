import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllInOneConfig, startAllInOne } from "@yardstick/all-in-one";
import type { FileReceipt } from "@yardstick/ingest-files";
import { createSilentLogger } from "@yardstick/runtime";
import { expect, onTestFinished, test } from "vitest";
import { eventually } from "../../src/eventually.ts";

const SOON_MS = 60_000;
const PORTS = ["YARDSTICK_INGEST_PORT", "YARDSTICK_PORTAL_PORT", "YARDSTICK_SQL_PORT", "YARDSTICK_ADMIN_PORT"];

const TABLE = [
  "region,indicator,period,value,unit",
  "210421,gdp,2021,294597,万元",
  "210499,gdp,2021,1,万元",
  "210422,gdp,2021,500000,万元",
].join("\n");

test("a CSV file that is saved into the folder of the whole pipeline comes back with what became of its cells", async () => {
  const directory = await mkdtemp(join(tmpdir(), "yardstick-inbox-on-chdb-"));
  const inbox = join(directory, "inbox");
  await mkdir(join(inbox, "210400-bureau"), { recursive: true });
  const config = parseAllInOneConfig({
    ...Object.fromEntries(PORTS.map((key) => [key, "0"])),
    YARDSTICK_DATA_DIR: join(directory, "data"),
    YARDSTICK_INBOX_DIR: inbox,
    YARDSTICK_INBOX_SETTLE_MS: "20",
    YARDSTICK_INBOX_POLL_INTERVAL_MS: "50",
  });
  const yardstick = await startAllInOne({ config, logger: createSilentLogger() });
  onTestFinished(async () => {
    await yardstick.stop();
    await rm(directory, { recursive: true, force: true });
  });

  await writeFile(join(inbox, "210400-bureau", "2021.csv"), `${TABLE}\n`);
  const rejected = await receiptIn(join(inbox, "rejected"));
  expect(rejected.receipt).toMatchObject({
    file: "2021.csv",
    source: "210400-bureau",
    format: "csv",
    state: "rejected",
    counts: { accepted: 0, rejected: 3 },
    issues: expect.arrayContaining([expect.objectContaining({ row: 2, code: "REGION_UNKNOWN", place: "A3" })]),
  });
  expect(rejected.lines.slice(1, 4).map((line) => line.split(",").slice(0, 3))).toEqual([
    ["1", "D2", "rejected"],
    ["2", "D3", "rejected"],
    ["3", "D4", "rejected"],
  ]);

  await writeFile(join(inbox, "210400-bureau", "2021.csv"), `${TABLE.replace("210499", "210423")}\n`);
  const done = await receiptIn(join(inbox, "done"));
  expect(done.receipt).toMatchObject({ state: "stored", counts: { accepted: 3, rejected: 0 }, issues: [] });
  expect(done.lines[2]).toMatch(/^2,D3,accepted,/);
  // The file is moved before it is let go of.
  await eventually(async () => {
    const ready = (await (await fetch(`${yardstick.urls.admin}/ready`)).json()) as { checks: { name: string }[] };
    expect(ready.checks.find(({ name }) => name === "inbox")).toMatchObject({ ok: true, detail: "0 files in hand" });
  }, SOON_MS);
});

/** The receipt of the only file in a source's folder, once it is there. */
async function receiptIn(folder: string) {
  const path = join(folder, "210400-bureau");
  return await eventually(async () => {
    const names = await readdir(path).catch(() => []);
    const kept = names.find((name) => name.endsWith("2021.csv"));
    expect(names).toHaveLength(3);
    const receipt = JSON.parse(await readFile(join(path, `${kept}.receipt.json`), "utf8")) as FileReceipt;
    return { receipt, lines: (await readFile(join(path, `${kept}.receipt.csv`), "utf8")).split("\r\n") };
  }, SOON_MS);
}
