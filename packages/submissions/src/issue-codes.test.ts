import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ISSUE_CODES } from "./issue-codes.ts";

it("the README explains every code under its rule, and marks the warnings", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const rows = readme.split("\n").map((line) => line.replace(/\s+/g, " "));
  for (const [code, { rule, severity }] of Object.entries(ISSUE_CODES)) {
    const row = rows.find((line) => line.startsWith(`| ${rule} |`) && line.includes(`\`${code}\``));
    expect(row, `${code} of rule ${rule}`).toBeDefined();
    expect(row?.includes(`\`${code}\` (warning)`), `${code} is a ${severity}`).toBe(severity === "warning");
  }
});
