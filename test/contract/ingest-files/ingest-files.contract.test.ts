import { execFileSync } from "node:child_process";
import { chmod, mkdir, readFile, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { isIssuedId } from "@yardstick/submissions";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "../../src/eventually.ts";
import { createInboxBench, figures, type InboxBench } from "./inbox-bench.ts";

const SOON_MS = 10_000;
const ROWS = figures(2);

let bench: InboxBench;
beforeEach(async () => {
  bench = await createInboxBench();
});
afterEach(() => bench.close());

const receiptsIn = async (folder: string) =>
  (await bench.files(folder)).filter((path) => path.endsWith(".receipt.json"));

/** The receipts in a folder, once there are so many, in the order of the drops. */
async function receiptsOf(folder: string, count: number) {
  await eventually(async () => expect(await receiptsIn(folder)).toHaveLength(count), SOON_MS);
  // The file itself is moved last.
  await eventually(async () => expect(await bench.files("taken")).toEqual([]), SOON_MS);
  return Promise.all((await receiptsIn(folder)).map(bench.receipt));
}

test("a file becomes a submission of its folder's source, and goes to done with its receipts", async () => {
  await bench.watch();
  await bench.drop("210400-bureau/2001年.ndjson", ROWS);
  const [receipt] = await receiptsOf("done", 1);
  expect(receipt).toMatchObject({
    file: "2001年.ndjson",
    source: "210400-bureau",
    format: "ndjson",
    bytes: Buffer.byteLength(ROWS),
    state: "stored",
    counts: { accepted: 2, rejected: 0 },
    submissions: [{ state: "stored", rows: 2, firstRow: 1 }],
  });
  const [one, ...others] = bench.published;
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    key: "210400-bureau",
    headers: { ce_source: "210400-bureau", ce_type: "submission-received.v1", "content-type": "application/json" },
    body: { source: "210400-bureau", origin: { format: "ndjson", fileName: "2001年.ndjson" } },
  });
  expect(one?.id).toBe(receipt?.submissions[0]?.submissionId);
  expect(isIssuedId(one?.id ?? "")).toBe(true);
  const kept = (await bench.files("done")).map((path) => basename(path).replace(/^[^-]+-[^-]+-/, ""));
  expect(kept).toEqual(["2001年.ndjson", "2001年.ndjson.receipt.csv", "2001年.ndjson.receipt.json"]);
});

test("a file that is marked or locked is left alone until it is whole", async () => {
  await bench.watch();
  await bench.drop("s/whole.ndjson.part", figures(1));
  await bench.drop("s/open.ndjson.lock", "");
  await bench.drop("s/open.ndjson", ROWS);
  await bench.drop("s/free.ndjson", ROWS);
  await receiptsOf("done", 1);
  await bench.drop("s/whole.ndjson.part", figures(12));
  await rename(join(bench.inbox, "s/whole.ndjson.part"), join(bench.inbox, "s/whole.ndjson"));
  await rm(join(bench.inbox, "s/open.ndjson.lock"));
  const receipts = await receiptsOf("done", 3);
  expect(receipts.map(({ file, counts }) => [file, counts.accepted]).sort()).toEqual([
    ["free.ndjson", 2],
    ["open.ndjson", 2],
    ["whole.ndjson", 12],
  ]);
});

test("every drop is a submission of its own: another name, and the same name again", async () => {
  await bench.watch();
  for (const name of ["a", "b", "a"]) {
    const before = bench.published.length;
    await bench.drop(`s/${name}.ndjson`, ROWS);
    await eventually(async () => expect(bench.published).toHaveLength(before + 1), SOON_MS);
  }
  await receiptsOf("done", 3);
  expect(new Set(bench.published.map(({ id }) => id)).size).toBe(3);
});

test("files of one source are published in the order in which they were written", async () => {
  for (const [second, name] of ["z", "m", "a"].entries()) {
    await bench.drop(`s/${name}.ndjson`, ROWS);
    await utimes(join(bench.inbox, `s/${name}.ndjson`), second, second);
  }
  await bench.watch();
  await receiptsOf("done", 3);
  expect(bench.published.map(({ body }) => body.origin?.fileName)).toEqual(["z.ndjson", "m.ndjson", "a.ndjson"]);
});

test("a file larger than one submission is sent in parts, and has one receipt", async () => {
  await bench.watch({ YARDSTICK_INGEST_MAX_ROWS: "4" });
  await bench.drop("s/long.ndjson", figures(10));
  const [receipt] = await receiptsOf("done", 1);
  expect(receipt?.counts.accepted).toBe(10);
  expect(receipt?.submissions.map(({ rows, firstRow }) => [rows, firstRow])).toEqual([
    [4, 1],
    [4, 5],
    [2, 9],
  ]);
  expect(bench.published.map(({ body }) => body.observations[0]?.period)).toEqual(["2001", "2005", "2009"]);
  const [table] = (await bench.files("done")).filter((path) => path.endsWith(".csv"));
  expect(execFileSync("wc", ["-l", table ?? ""]).toString()).toMatch(/^11 /);
});

test("a submission that the rules reject takes its file to rejected, with the receipt", async () => {
  bench.conditions.stateOf = () => "rejected";
  await bench.watch();
  await bench.drop("s/bad.ndjson", ROWS);
  expect(await receiptsOf("rejected", 1)).toMatchObject([{ state: "rejected", counts: { rejected: 2 } }]);
  expect(await bench.files("done")).toEqual([]);
});

test("what is no file of a source is refused without being opened, and nothing else suffers", async () => {
  await bench.drop("readme.txt", "?");
  await bench.drop("抚顺市统计局/gdp.ndjson", ROWS);
  await bench.drop("s/no-such-feed/gdp.ndjson", ROWS);
  await bench.drop("s/two\nlines.ndjson", ROWS);
  await bench.drop("s/picture.png", "\u0089PNG");
  await bench.drop("s/other.json", JSON.stringify({ source: "t", observations: [JSON.parse(figures(1))] }));
  await bench.drop("s/broken.ndjson", "{\n");
  await bench.drop("outside", ROWS);
  await mkdir(join(bench.inbox, "s/no-such-feed/deep"));
  await symlink("/etc/passwd", join(bench.inbox, "s/passwd.ndjson"));
  execFileSync("mkfifo", [join(bench.inbox, "s/pipe.ndjson")]);
  await bench.drop("s/good.ndjson", ROWS);
  // Neither a pipe without a writer nor an empty folder is waited for as an empty file is.
  await bench.watch({ YARDSTICK_INBOX_SETTLE_MS: "10" });
  const refused = await receiptsOf("rejected", 11);
  expect(Object.fromEntries(refused.map(({ file, issues }) => [file, issues[0]?.code]))).toMatchObject({
    "readme.txt": "FOLDER_MISSING",
    outside: "FOLDER_MISSING",
    "gdp.ndjson": expect.stringMatching(/^FOLDER_NOT_A_(SOURCE|FEED)$/),
    "two\nlines.ndjson": "FILE_NAME_INVALID",
    "picture.png": "FORMAT_UNKNOWN",
    "other.json": "FOLDER_OF_ANOTHER_SOURCE",
    "passwd.ndjson": "FILE_NOT_REGULAR",
    "pipe.ndjson": "FILE_NOT_REGULAR",
    deep: "FOLDER_NOT_A_FEED",
  });
  await receiptsOf("done", 1);
  expect(bench.published.map(({ body }) => body.origin?.fileName)).toEqual(["good.ndjson"]);
});

test("names that are no UTF-8 are taken too", async () => {
  await mkdir(join(bench.inbox, "s"));
  const gbk = Buffer.from([0xb8, 0xa7, 0xcb, 0xb3]);
  await writeFile(Buffer.concat([Buffer.from(join(bench.inbox, "s/")), gbk, Buffer.from(".ndjson")]), ROWS);
  await bench.watch();
  expect(await receiptsOf("done", 1)).toMatchObject([{ file: "抚顺.ndjson" }]);
});

test("while the log is away files wait in their order, and /ready says so", async () => {
  bench.conditions.logAnswers = false;
  const watcher = await bench.watch();
  await bench.drop("s/a.ndjson", ROWS);
  await eventually(async () => {
    expect(await watcher.ready()).toMatchObject({ ok: false, detail: expect.stringContaining("the log is away") });
  }, SOON_MS);
  bench.conditions.logAnswers = true;
  await receiptsOf("done", 1);
  await eventually(async () => expect(await watcher.ready()).toMatchObject({ ok: true }), SOON_MS);
  expect(bench.published).toHaveLength(1);
});

test("a folder that cannot be read is told, and looked at again", async () => {
  await rm(bench.inbox, { recursive: true });
  const watcher = await bench.watch();
  await eventually(async () => {
    expect(await watcher.ready()).toMatchObject({ ok: false, detail: expect.stringContaining("ENOENT") });
  }, SOON_MS);
  await bench.drop("s/a.ndjson", ROWS);
  await receiptsOf("done", 1);
});

test("a file that may not be read is refused; one that cannot be moved waits", async () => {
  await bench.drop("s/secret.ndjson", ROWS);
  await chmod(join(bench.inbox, "s/secret.ndjson"), 0);
  const asRoot = process.getuid?.() === 0;
  const watcher = await bench.watch();
  if (asRoot) {
    // Root may read everything: there is nothing that could be refused.
    await receiptsOf("done", 1);
    return;
  }
  expect(await receiptsOf("rejected", 1)).toMatchObject([{ issueCounts: { FILE_NOT_READABLE: 1 } }]);
  await bench.drop("locked/a.ndjson", ROWS);
  await chmod(join(bench.inbox, "locked"), 0o500);
  await eventually(async () => expect(await watcher.ready()).toMatchObject({ ok: false }), SOON_MS);
  await chmod(join(bench.inbox, "locked"), 0o700);
  await receiptsOf("done", 1);
});

test("two watchers of one folder take each file once", async () => {
  await Promise.all([bench.watch(), bench.watch(), bench.watch()]);
  const names = Array.from({ length: 40 }, (_, index) => `s${index % 5}/f${index}.ndjson`);
  for (const name of names) await bench.drop(name, figures(1));
  const receipts = await receiptsOf("done", names.length);
  expect(new Set(receipts.map(({ file }) => file)).size).toBe(names.length);
  expect(new Set(bench.published.map(({ id }) => id)).size).toBe(names.length);
});

test("what waits for its receipts does not hold up the files behind it", async () => {
  const first: string[] = [];
  bench.conditions.settles = (id) => id !== first[0];
  await bench.watch();
  await bench.drop("s/a.ndjson", ROWS);
  await eventually(async () => expect(bench.published).toHaveLength(1), SOON_MS);
  first.push(bench.published[0]?.id ?? "");
  await bench.drop("s/b.ndjson", ROWS);
  await eventually(async () => expect(bench.published).toHaveLength(2), SOON_MS);
  bench.conditions.settles = () => true;
  await receiptsOf("done", 2);
});

test("a file that a stage failed on waits for an operator, and /ready and the log say so", async () => {
  bench.conditions.parkedIn = () => "validator";
  const watcher = await bench.watch();
  await bench.drop("s/a.ndjson", ROWS);
  const detail = "1 files in hand, 1 of them wait for an operator: validator failed on s/a.ndjson";
  await eventually(async () => expect(await watcher.ready()).toEqual({ ok: true, detail }), SOON_MS);
  expect(bench.lines.filter((line) => line.includes("a file waits for an operator"))).toHaveLength(1);
  bench.conditions.parkedIn = () => null;
  await receiptsOf("done", 1);
  const empty = { ok: true, detail: "0 files in hand" };
  await eventually(async () => expect(await watcher.ready()).toEqual(empty), SOON_MS);
});

test("a folder whose removal was broken off keeps the file that is in it", async () => {
  const going = (id: string) => join("taken", `${id}.going`);
  const [empty, full] = ["20260101T000000.000Z-00000001", "20260101T000000.000Z-00000002"];
  const note = {
    id: full,
    source: "s",
    feed: null,
    name: "a.ndjson",
    takenAt: "2026-01-01T00:00:00.000Z",
    refusal: null,
  };
  await bench.drop(join(going(empty), "drop.json"), "{}");
  await bench.drop(join(going(full), "drop.json"), JSON.stringify(note));
  await bench.drop(join(going(full), "content"), ROWS);
  await bench.watch({ YARDSTICK_INBOX_LEASE_MS: "100" });
  expect(await receiptsOf("done", 1)).toMatchObject([{ file: "a.ndjson", counts: { accepted: 2 } }]);
});

test("the trouble of a file ends with the file", async () => {
  const watcher = await bench.watch({}, (step) => {
    if (step === "noted") throw new Error("it does not move");
  });
  await bench.drop("s/a.ndjson", ROWS);
  const detail = "s/a.ndjson: it does not move";
  await eventually(async () => expect(await watcher.ready()).toEqual({ ok: false, detail }), SOON_MS);
  await rm(join(bench.inbox, "s/a.ndjson"));
  await eventually(async () => expect(await watcher.ready()).toEqual({ ok: true, detail: "0 files in hand" }), SOON_MS);
});

test("a lock that nobody takes away is told, and its file is not taken", async () => {
  const watcher = await bench.watch();
  await bench.drop("s/~$a.ndjson", "");
  await bench.drop("s/a.ndjson", ROWS);
  await bench.drop("s/b.ndjson", ROWS);
  // The lock was seen at the latest when the file that came after it is through.
  await receiptsOf("done", 1);
  bench.conditions.clockAheadMs = 600_000;
  const told = expect.stringContaining("delete ~$a.ndjson if nobody has s/a.ndjson open");
  await eventually(async () => expect(await watcher.ready()).toEqual({ ok: true, detail: told }), SOON_MS);
  expect(bench.lines.filter((line) => line.includes("a file is held by a lock"))).toHaveLength(1);
  expect(bench.published).toHaveLength(1);
  await rm(join(bench.inbox, "s/~$a.ndjson"));
  await receiptsOf("done", 2);
  await eventually(async () => expect(await watcher.ready()).toEqual({ ok: true, detail: "0 files in hand" }), SOON_MS);
});

test("a folder of another deployment is not watched, until its marker is deleted", async () => {
  const first = await bench.watch();
  const marker = join(bench.inbox, ".yardstick-inbox.json");
  const whose = async () => JSON.parse(await readFile(marker, "utf8"));
  await eventually(async () => expect(await whose()).toEqual({ deployment: { dataDirectoryId: "test" } }), SOON_MS);
  await first.stop();
  const other = { kafkaBrokers: ["k1:9092"], topicPrefix: "other." };
  bench.conditions.deployment = other;
  const second = await bench.watch();
  await bench.drop("s/a.ndjson", ROWS);
  const told = expect.stringMatching(
    /another deployment's: .* data directory test, .* other\.\* of Kafka k1:9092\. .*delete .*\.yardstick-inbox\.json$/,
  );
  await eventually(async () => expect(await second.ready()).toEqual({ ok: false, detail: told }), SOON_MS);
  expect(await bench.files("s")).toHaveLength(1);
  expect(bench.published).toEqual([]);
  await rm(marker);
  await receiptsOf("done", 1);
  expect(await whose()).toEqual({ deployment: other });
});

test("of two deployments that are started at once one has the folder", async () => {
  const watchers = [];
  for (const dataDirectoryId of ["a", "b"]) {
    bench.conditions.deployment = { dataDirectoryId };
    watchers.push(bench.watch());
  }
  const [a, b] = await Promise.all(watchers);
  await eventually(async () => {
    const ready = [await a?.ready(), await b?.ready()].map((check) => check?.ok);
    expect(ready.sort()).toEqual([false, true]);
  }, SOON_MS);
});

test("a marker that says nothing keeps everybody out, and what to do is said", async () => {
  await bench.drop(".yardstick-inbox.json", "");
  const watcher = await bench.watch();
  const told = expect.stringContaining("does not say whose folder this is: if no other deployment watches");
  await eventually(async () => expect(await watcher.ready()).toEqual({ ok: false, detail: told }), SOON_MS);
});
