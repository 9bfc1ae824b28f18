import type { LogRecord } from "@yardstick/event-log";
import { describe, expect, it } from "vitest";
import { crashMarkOf, judgeCrash, progressAfterSuccess } from "./crash-mark.ts";

const at = (...offsets: number[]): LogRecord[] =>
  offsets.map((offset) => ({
    topic: "t",
    partition: 0,
    offset: String(offset),
    timestampMs: 0,
    key: "k",
    value: null,
    headers: {},
  }));

describe("crash marks", () => {
  it("counts nobody for a batch that crashes, and keeps its offset and extent", () => {
    const verdict = judgeCrash(null, at(5, 6, 7), "UNKNOWN");
    expect(verdict).toMatchObject({ kind: "crash", crashes: 0, progress: { nextOffset: "5", pause: true } });
    expect(crashMarkOf(verdict.progress.metadata ?? "", at(5, 6, 7, 8))).toEqual({
      offset: "5",
      crashes: 0,
      until: "7",
      code: "UNKNOWN",
    });
  });

  it("goes record by record until the batch that crashed is behind it", () => {
    let mark = crashMarkOf(judgeCrash(null, at(5, 6), "UNKNOWN").progress.metadata ?? "", at(5, 6));
    const first = progressAfterSuccess(mark, at(5));
    expect(first.nextOffset).toBe("6");
    mark = crashMarkOf(first.metadata ?? "", at(6, 7));
    expect(mark).toMatchObject({ offset: "6", crashes: 0, until: "6" });
    expect(progressAfterSuccess(mark, at(6))).toEqual({ nextOffset: "7" });
  });

  it("parks at the third crash of a record alone, and again at every later one", () => {
    let metadata = "";
    const kinds: string[] = [];
    for (let restart = 0; restart < 5; restart += 1) {
      const verdict = judgeCrash(crashMarkOf(metadata, at(9)), at(9), "QUERY_FAILED");
      kinds.push(verdict.kind);
      metadata = verdict.progress.metadata ?? "";
    }
    expect(kinds).toEqual(["crash", "crash", "park", "park", "park"]);
    expect(JSON.parse(metadata)).toEqual({ crashes: 3, code: "QUERY_FAILED", offset: "9", until: "9" });
  });

  it("keeps the extent of the first batch while its culprit is found", () => {
    const mark = crashMarkOf(judgeCrash(null, at(5, 6, 7), "UNKNOWN").progress.metadata ?? "", at(5));
    const alone = judgeCrash(mark, at(5), "UNKNOWN");
    expect(JSON.parse(alone.progress.metadata ?? "")).toMatchObject({ crashes: 1, until: "7" });
  });

  it("forgets the count, not the extent, where the log has a gap", () => {
    const metadata =
      judgeCrash({ offset: "5", crashes: 1, until: "9", code: "UNKNOWN" }, at(5), "UNKNOWN").progress.metadata ?? "";
    expect(crashMarkOf(metadata, at(7))).toMatchObject({ offset: "7", crashes: 0, until: "9" });
  });

  it.each(["", "{}", "{", "note of another tool", '{"crashes":1,"code":"X","offset":"-1","until":"2"}'])(
    "takes %j as no mark",
    (metadata) => {
      expect(crashMarkOf(metadata, at(0, 1))).toBeNull();
    },
  );

  it("takes a mark as none when the offset was moved away from it", () => {
    const metadata = judgeCrash(null, at(5, 6), "UNKNOWN").progress.metadata ?? "";
    expect([crashMarkOf(metadata, at(4)), crashMarkOf(metadata, at(7))]).toEqual([null, null]);
  });

  it("fits beside an offset, which takes 200 bytes", () => {
    const largest = { offset: "9223372036854775800", crashes: 2, until: "9223372036854775806", code: "" };
    const records = at(0).map((record) => ({ ...record, offset: largest.offset }));
    const verdict = judgeCrash(largest, records, "X".repeat(40));
    expect(Buffer.byteLength(verdict.progress.metadata ?? "")).toBeLessThanOrEqual(200);
  });
});
