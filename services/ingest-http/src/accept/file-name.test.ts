import { expect, it } from "vitest";
import { fileNameInDisposition, plainFileName } from "./file-name.ts";

it.each([
  ['attachment; filename="a b.csv"', "a b.csv"],
  ["attachment; filename=a.csv", "a.csv"],
  ["attachment; filename=\"x.csv\"; filename*=UTF-8''%E5%8E%BF.csv", "县.csv"],
  [`attachment; filename="${Buffer.from("县.csv").toString("latin1")}"`, "县.csv"],
  ['attachment; filename="..\\\\..\\\\etc/passwd"', "passwd"],
  ["attachment; filename*=UTF-8''%zz", "%zz"],
  ["attachment", undefined],
  [undefined, undefined],
])("%s names %s", (header, name) => {
  expect(fileNameInDisposition(header)).toBe(name);
});

it("drops folders and what no name should hold", () => {
  expect(plainFileName("C:\\fakepath\\2021\u0000\u202e.csv")).toBe("2021.csv");
  expect(plainFileName("/")).toBeUndefined();
  expect(plainFileName("x".repeat(300))?.length).toBe(255);
});
