import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Issue, receipt, receiptRows } from "@yardstick/contracts";
import { parseConfig } from "@yardstick/runtime";
import {
  deploymentProfile,
  migrate,
  openWarehouse,
  readMigrations,
  readProgress,
  readReceipt,
  type Warehouse,
  warehouseConfig,
} from "@yardstick/warehouse";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type IngestBench, openIngestBench } from "../../../services/ingest-http/src/ingest-bench.ts";

const ROWS = 2_500;
const KNOWN_AT = "2022-03-01 00:00:00.000";

let dataDir: string;
let warehouse: Warehouse;
let bench: IngestBench;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "receipts-"));
  const parsed = parseConfig({ shape: warehouseConfig, env: {} });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const settings = { ...parsed.config, YARDSTICK_DATA_DIR: dataDir };
  warehouse = await openWarehouse(settings, { logger: { info: () => undefined } });
  const profile = deploymentProfile(settings);
  await migrate(warehouse, { migrations: await readMigrations(), profile, log: () => undefined });
  const outcomes = Array.from({ length: ROWS }, (_, at) => (at % 5 === 4 ? "rejected" : "accepted"));
  const places = Array.from({ length: ROWS }, (_, at) => `县区表!C${at + 7}`);
  await storeSubmission("big", { version: "100", rows: ROWS, outcomes, places });
  await storeSubmission("big", { version: "200", rows: 1, outcomes: ["rejected"], places: [] });
  await storeSubmission("old", { version: "100", rows: 2, outcomes: [], places: [] });
  const rejected = outcomes.flatMap((outcome, at) => (outcome === "rejected" ? [at + 1] : []));
  await storeIssues(
    "big",
    "100",
    rejected.map((row) => issueOf({ row, place: `县区表!A${row + 6}` })),
  );
  await storeIssues("big", "200", [issueOf({ row: null, code: "ID_REUSED" })]);
  await storeLetters([
    ["unread", "210400-bureau", "validator", "ENVELOPE_INVALID"],
    ["waits", "210400-bureau", "aggregator-store", "PARKED"],
    ["old", "210400-bureau", "alerter", "VALUE_WRONG_SHAPE"],
    ["foreign", "210500-bureau", "validator", "ENVELOPE_INVALID"],
  ]);
  bench = await openIngestBench({ warehouse, keys: [{}, { sources: ["210500-bureau"] }, { verbs: ["read"] }] });
});
afterAll(async () => {
  await bench.close();
  await warehouse.close();
  await rm(dataDir, { recursive: true });
});

const COLUMNS = ["submission_id", "source", "mode", "state", "content_sha256", "rows", "accepted", "superseded"];
const MORE = ["unchanged", "rejected", "issue_counts", "format", "file_name", "feed", "places", "outcomes", "known_at"];

interface Stored {
  readonly version: string;
  readonly rows: number;
  readonly outcomes: readonly string[];
  readonly places: readonly string[];
}

async function storeSubmission(id: string, { version, rows, outcomes, places }: Stored): Promise<void> {
  const rejected = outcomes.filter((outcome) => outcome === "rejected").length;
  const counts = [rows, rows - rejected, 0, 0, rejected, { REGION_UNKNOWN: rejected }];
  const file = places.length === 0 ? ["", "", ""] : ["xlsx", "2021年县区表.xlsx", "county-table"];
  const row = [id, "210400-bureau", "partial", "stored", "ab", ...counts, ...file, places, outcomes, KNOWN_AT, version];
  await warehouse.insert("submissions", [...COLUMNS, ...MORE, "version"], [row]);
}

type StoredIssue = Pick<Issue, "row" | "code"> & { readonly place: string };

function issueOf({ row, place = "", code = "REGION_UNKNOWN" }: { row: number | null; place?: string; code?: string }) {
  return { row, place, code };
}

async function storeIssues(id: string, version: string, issues: readonly StoredIssue[]): Promise<void> {
  const columns = ["submission_id", "source", "ordinal", "rule", "code", "severity", "row", "place", "field"];
  const more = ["coordinate", "message_zh", "message_en", "suggestion", "known_at", "version"];
  const rows = issues.map(({ row, place, code }, at) => [
    ...[id, "210400-bureau", at + 1, "2", code, "error", row, place, "region"],
    ...["gdp/x/2021", "没有这个地区", '=HYPERLINK("http://evil.example")', "210421", KNOWN_AT, version],
  ]);
  await warehouse.insert("submission_issues", [...columns, ...more], rows);
}

async function storeLetters(letters: readonly (readonly string[])[]): Promise<void> {
  const columns = ["submission_id", "source", "stage", "code", "reason", "topic", "partition", "offset", "known_at"];
  await warehouse.insert(
    "dead_letters",
    columns,
    letters.map((letter, at) => [...letter, "why", "t", 0, String(at), KNOWN_AT]),
  );
}

const get = (path: string, key = bench.keys[0], headers: Readonly<Record<string, string>> = {}) =>
  bench.server.inject({ url: `/v1/submissions/${path}`, headers: { authorization: `Bearer ${key}`, ...headers } });

describe("a receipt", () => {
  it("says which file it is about, and lists its issues in pages with complete counts", async () => {
    const cells: string[] = [];
    const codes = new Set<string>();
    let cursor = "";
    for (let pages = 0; pages < 10; pages += 1) {
      const { json } = await get(`big?limit=200${cursor === "" ? "" : `&cursor=${cursor}`}`);
      const page = receipt.parse(json());
      expect(page).toMatchObject({
        state: "stored",
        origin: { format: "xlsx", fileName: "2021年县区表.xlsx", feed: "county-table" },
        counts: { accepted: 2_000, rejected: 500 },
        issueCounts: { REGION_UNKNOWN: 500 },
      });
      for (const { place, code } of page.issues) {
        cells.push(place ?? "");
        codes.add(code);
      }
      cursor = page.nextCursor ?? "";
      if (cursor === "") break;
    }
    expect(cells.length).toBe(501);
    expect(new Set(cells).size).toBe(501);
    expect([cells[0], cells[499]]).toEqual(["县区表!A11", "县区表!A2506"]);
    // The reuse of the id is told behind what the submission itself has.
    expect([...codes]).toEqual(["REGION_UNKNOWN", "ID_REUSED"]);
  });

  it("is a page with a way to the next one", async () => {
    const { body } = await get("big?format=html&lang=en&limit=3");
    expect(body).toContain("2021年县区表.xlsx");
    expect(body).toContain("<li>县区表!A11</li>");
    const next = /href="([^"]*)" rel="next"/.exec(body)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect((await get(next.replace("/v1/submissions/", ""))).body).toContain("<li>县区表!A26</li>");
    expect((await get("old?format=html&lang=en")).body).toContain("before the outcome of each row was");
  });

  it("goes to who may read it", async () => {
    const statuses = await Promise.all(bench.keys.map(async (key) => (await get("big", key)).statusCode));
    expect(statuses).toEqual([200, 403, 200]);
    expect((await get("big/rows", bench.keys[1])).statusCode).toBe(403);
    expect((await bench.server.inject("/v1/submissions/big/rows")).statusCode).toBe(401);
  });

  it.each(["big?cursor=junk", "big?cursor=cjE", "big/rows?cursor=aS4xLjE", "big?limit=0", "big/rows?outcome=lost"])(
    "refuses %s",
    async (path) => {
      expect((await get(path)).statusCode).toBe(400);
    },
  );
});

describe("a record that no stage could go on with", () => {
  it("is the receipt of its submission, unless it was stored before", async () => {
    const told = await Promise.all(["unread", "waits", "old"].map(async (id) => receipt.parse((await get(id)).json())));
    expect(told.map(({ state, issues }) => [state, issues.map(({ code }) => code)])).toEqual([
      ["rejected", ["ENVELOPE_INVALID"]],
      ["received", ["PARKED"]],
      ["stored", []],
    ]);
    const [, line, ...others] = (await get("unread?format=csv")).body.split("\r\n");
    expect([line?.split(",")[4], others]).toEqual(["ENVELOPE_INVALID", [""]]);
  });

  it("ends it or lets it wait, for its own source alone", async () => {
    const source = "210400-bureau";
    const asked = ["big", "old", "unread", "waits", "foreign", "new"].map((submissionId) => ({ submissionId, source }));
    expect([...(await readProgress(warehouse, asked))].sort()).toEqual([
      ["big", { kind: "ended", stage: null }],
      ["old", { kind: "ended", stage: null }],
      ["unread", { kind: "ended", stage: "validator" }],
      ["waits", { kind: "parked", stage: "aggregator-store" }],
    ]);
    expect(await readProgress(warehouse, [])).toEqual(new Map());
    const foreign = { submissionId: "foreign", limit: 1, after: null };
    expect(await readReceipt(warehouse, { ...foreign, source })).toBeNull();
    expect(await readReceipt(warehouse, foreign)).toMatchObject({ receipt: { state: "rejected" } });
  });
});

describe("the rows of a receipt", () => {
  it("come in pages, in their order, with their issues", async () => {
    const first = receiptRows.parse((await get("big/rows?limit=5")).json());
    expect(first.data.map(({ row, place, outcome }) => [row, place, outcome])).toEqual([
      [1, "县区表!C7", "accepted"],
      [2, "县区表!C8", "accepted"],
      [3, "县区表!C9", "accepted"],
      [4, "县区表!C10", "accepted"],
      [5, "县区表!C11", "rejected"],
    ]);
    expect(first.data.map(({ issues }) => issues.length)).toEqual([0, 0, 0, 0, 1]);
    const second = receiptRows.parse((await get(`big/rows?limit=5&cursor=${first.nextCursor}`)).json());
    expect(second.data.map(({ row }) => row)).toEqual([6, 7, 8, 9, 10]);
  });

  it("can be only those of one outcome", async () => {
    const { data, nextCursor } = receiptRows.parse((await get("big/rows?outcome=rejected&limit=1000")).json());
    expect([data.length, data[0]?.row, data.at(-1)?.row, nextCursor]).toEqual([500, 5, 2_500, null]);
  });

  it("have no outcome where none was stored", async () => {
    const { data } = receiptRows.parse((await get("old/rows")).json());
    expect(data).toEqual([1, 2].map((row) => ({ row, place: null, outcome: null, issues: [] })));
  });

  it.each(["big?format=csv", "big/rows?format=csv"])(
    "are a file that lies beside the one that was sent: %s",
    async (path) => {
      const { headers, rawPayload } = await get(path);
      expect(headers).toMatchObject({
        "content-type": "text/csv; charset=utf-8; header=present",
        "content-disposition": 'attachment; filename="receipt-big.csv"',
      });
      expect([...rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const lines = parse(rawPayload, { bom: true, columns: true }) as Record<string, string>[];
      // What concerns all of the submission stands behind its rows.
      const rows = lines.slice(0, ROWS);
      expect(lines.slice(ROWS)).toMatchObject([{ row: "", place: "", outcome: "", codes: "ID_REUSED" }]);
      expect(rows.length).toBe(ROWS);
      expect(rows.map(({ row }) => Number(row))).toEqual(Array.from({ length: ROWS }, (_, at) => at + 1));
      expect(rows[4]).toEqual({
        row: "5",
        place: "县区表!C11",
        outcome: "rejected",
        coordinate: "gdp/x/2021",
        codes: "REGION_UNKNOWN",
        messages_zh: "没有这个地区",
        messages_en: `'=HYPERLINK("http://evil.example")`,
        suggestion: "210421",
      });
    },
  );

  it("are a file for who asks for text/csv", async () => {
    const { headers } = await get("old", bench.keys[0], { accept: "text/csv" });
    expect(headers["content-type"]).toContain("text/csv");
  });
});
