import { expect, test } from "vitest";
import { hasWriterMark, lockNames } from "./has-writer-mark.ts";

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
  expect(lockNames("gdp.csv")).toEqual(["gdp.csv.lock", ".~lock.gdp.csv#", "~$gdp.csv", "~$p.csv"]);
  expect(lockNames("财政收入.xlsx")).toContain("~$收入.xlsx");
});
