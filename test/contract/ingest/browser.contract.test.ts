import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type IngestBench, openIngestBench } from "../../../services/ingest-http/src/ingest-bench.ts";
import { writeMissing } from "../../src/what-is-missing.ts";
import { chromiumPath } from "./chromium.ts";

if (chromiumPath === null) writeMissing("The form in a browser", "Chromium is not installed");

const TABLE = "region,indicator,period,value,unit\n210421,gdp,2021,294597,万元\nnowhere,gdp,2021,1,万元\n";

/** Stands in for the stages behind the log: empty until the submission is settled. */
const settled: object[] = [];
const warehouse = {
  query: async <Row>(sql: string) => (sql.includes("FROM submissions FINAL") ? settled : []) as Row[],
};
const STORED = {
  ...{ source: "210400-bureau", state: "stored", content_sha256: "ab", accepted: 1, superseded: 0, unchanged: 0 },
  ...{ rejected: 1, issue_counts: {}, format: "csv", file_name: "<b>2021</b>.csv", feed: "", outcomes_known: 1 },
  version: "1",
};

describe.skipIf(chromiumPath === null)("a person with a browser, without scripts", () => {
  let bench: IngestBench;
  let browser: Browser;
  let folder: string;
  let address: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "browser-"));
    await writeFile(join(folder, "2021.csv"), TABLE);
    bench = await openIngestBench({ warehouse, keys: [{}] });
    await bench.server.listen({ host: "127.0.0.1", port: 0 });
    address = `http://127.0.0.1:${(bench.server.server.address() as AddressInfo).port}`;
    // The sandbox needs rights that a container often lacks; the pages are our own.
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    await bench?.close();
    await rm(folder, { recursive: true });
  });

  async function openForm(width: number): Promise<Page> {
    const viewport = { width, height: 800 };
    const context = await browser.newContext({ viewport, locale: "en-GB", javaScriptEnabled: false });
    const page = await context.newPage();
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(`${address}/`);
    return page;
  }

  async function fill(page: Page): Promise<void> {
    await page.getByLabel("Key").fill(bench.keys[0] ?? "");
    await page.getByLabel("Source").fill("210400-bureau");
    await page.getByLabel("Mode").selectOption("partial");
    await page.getByLabel("File", { exact: true }).setInputFiles(join(folder, "2021.csv"));
  }

  test("checks a file, submits it, and reads the receipt once it is settled", async () => {
    const page = await openForm(1280);
    await fill(page);
    await page.getByRole("button", { name: "Check only" }).click();
    await page.getByRole("heading", { name: "Result of the check" }).waitFor();
    expect(await page.getByText("nothing has been stored").isVisible()).toBe(true);
    expect(await page.getByRole("listitem").filter({ hasText: /^A3$/ }).isVisible()).toBe(true);
    expect(await bench.records()).toEqual([]);

    await page.getByRole("link", { name: "Submit another file" }).click();
    await fill(page);
    await page.getByRole("button", { name: "Submit", exact: true }).click();
    await page.getByText("Received, being processed").waitFor();
    expect(page.url()).toMatch(/\/v1\/submissions\/sub_\w+\?format=html&lang=en$/);
    expect((await bench.records()).length).toBe(1);

    settled.push(STORED);
    await page.getByText("Stored", { exact: true }).waitFor();
    expect(await page.getByText("<b>2021</b>.csv").isVisible()).toBe(true);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: /Download/ }).click();
    expect((await download).suggestedFilename()).toMatch(/^receipt-sub_\w+\.csv$/);
    expect(complaints, "the pages keep their own security policy").toEqual([]);
  });

  test("learns on a narrow screen what is missing, and nothing is cut off", async () => {
    const page = await openForm(360);
    await fill(page);
    await page.getByLabel("Key").fill("ysk_wrong");
    await page.getByRole("button", { name: "Submit", exact: true }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByText("KEY_INVALID").isVisible()).toBe(true);
    await page.goto(`${address}/?lang=zh`);
    for (const name of ["只检查", "正式报送"]) {
      const box = await page.getByRole("button", { name }).boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(360);
    }
  });
});
