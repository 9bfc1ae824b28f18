import type { Feed } from "@yardstick/contracts";
import { expect, it } from "vitest";
import { chooseFeed, type FeedQuestion, matchesPattern } from "./choose-feed.ts";

const feedOf = (id: string, detail: Partial<Feed>): Feed => ({
  id,
  nameZh: id,
  nameEn: id,
  formats: ["xlsx"],
  source: null,
  mode: null,
  fileNames: [],
  structures: [],
  fields: {},
  note: "",
  ...detail,
});
const feeds = new Map(
  [
    feedOf("fushun-monthly", { fileNames: ["2104-*.xlsx"] }),
    feedOf("fushun-gdp", { fileNames: ["*gdp*"] }),
    feedOf("balance", { formats: ["sdmx-csv"], structures: ["ESTAT:EI_BPM6CA_Q*"] }),
    feedOf("by-name-only", {}),
  ].map((feed) => [feed.id, feed]),
);

it.each<[FeedQuestion, string | null]>([
  [{ format: "xlsx", fileName: "2104-2021.XLSX" }, "fushun-monthly"],
  [{ format: "csv", fileName: "2104-2021.xlsx" }, null],
  [{ format: "xlsx", fileName: "2104-gdp.xlsx" }, "FEED_AMBIGUOUS"],
  [{ format: "xlsx", fileName: "2104-gdp.xlsx", feed: "by-name-only" }, "by-name-only"],
  [{ format: "sdmx-csv", structure: "ESTAT:EI_BPM6CA_Q(1.0)" }, "balance"],
  [{ format: "sdmx-csv", fileName: "x.csv" }, null],
  [{ format: "xlsx", feed: "fushun-monthy" }, "FEED_UNKNOWN fushun-monthly"],
  [{ format: "csv", feed: "by-name-only" }, "FEED_OF_OTHER_FORMAT"],
])("%j", (question, expected) => {
  const choice = chooseFeed(question, { feeds });
  const { code, suggestion } = choice.ok ? { code: null, suggestion: null } : choice.fault.issue;
  expect(choice.ok ? (choice.feed?.id ?? null) : [code, suggestion].filter(Boolean).join(" ")).toBe(expected);
});

it.each([
  ["抚顺.xlsx", "*", true],
  ["a-b-c", "a*b*c", true],
  ["ab", "ab*b", false],
  ["A.csv", "a.CSV", true],
  ["", "*", true],
  ["xa", "a", false],
])("%j by %j: %s", (text, pattern, expected) => {
  expect(matchesPattern(text, pattern)).toBe(expected);
});
