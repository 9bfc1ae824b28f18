import { expect, it } from "vitest";
import { splitStatements } from "./split-statements.ts";

it("splits at the marker alone", () => {
  const sql =
    "SELECT 'a;b' -- statement of intent\n;\n-- statement\r\nSELECT 2\n  --statement  \n-- a remark\n-- statement\n";
  expect(splitStatements(sql)).toEqual(["SELECT 'a;b' -- statement of intent", "SELECT 2"]);
});
