import { expect, test } from "vitest";
import { hasWriterMark, isLocked } from "./has-writer-mark.ts";

test.each([
  "gdp.csv.part",
  "gdp.xlsx.filepart",
  "gdp.TMP",
  "gdp.xlsx.crdownload",
  "~$gdp.xlsx",
  ".gdp.csv.Xy12",
  "gdp.csv.lock",
])("%s is not finished", (name) => {
  expect(hasWriterMark(name)).toBe(true);
});

test.each(["gdp.csv", "part.csv", "2018年1-6月.xlsx", "tmp", "a.part.csv"])("%s may be taken", (name) => {
  expect(hasWriterMark(name)).toBe(false);
});

test("a file waits while another one says that it is open", () => {
  expect(isLocked("gdp.csv", new Set(["gdp.csv", "gdp.csv.lock"]))).toBe(true);
  expect(isLocked("财政收入.xlsx", new Set(["~$收入.xlsx"]))).toBe(true);
  expect(isLocked("gdp.xlsx", new Set([".~lock.gdp.xlsx#"]))).toBe(true);
  expect(isLocked("gdp.xlsx", new Set(["gdp2.xlsx.lock", "~$other.xlsx"]))).toBe(false);
});
