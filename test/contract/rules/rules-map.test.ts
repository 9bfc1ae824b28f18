import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const SQL = join(ROOT, "packages/warehouse/sql");

const rows = readFileSync(join(HERE, "README.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| [1-6] +\|/.test(line))
  .map((line) => {
    const [, section = "", rule = "", where = "", proof = ""] = line.split("|").map((cell) => cell.trim());
    return { section, rule, where, proof };
  });

describe("the table of the rules", () => {
  it("has rules of every section", () => {
    expect([...new Set(rows.map(({ section }) => section))]).toEqual(["1", "2", "3", "4", "5", "6"]);
  });

  it.each(rows)("§$section, $rule: names what exists", ({ where, proof }) => {
    const places = [...where.matchAll(/`([^`#]+)#([^`]+)`/g)].map(([, file = "", name = ""]) => ({ file, name }));
    const proofs = [...proof.matchAll(/`([^`]+)` "([^"]+)"/g)].map(([, file = "", title = ""]) => ({ file, title }));
    expect(places.length).toBeGreaterThan(0);
    expect(proofs.length).toBeGreaterThan(0);
    expect(places.filter(({ file, name }) => !isDefined(file, name))).toEqual([]);
    expect(proofs.filter(({ file, title }) => !textOf(file, HERE).includes(title))).toEqual([]);
  });
});

/** A rule or a view of a SQL file, else an exported name. */
function isDefined(file: string, name: string): boolean {
  if (!file.endsWith(".sql")) return new RegExp(`export .*\\b${name}\\b`).test(textOf(file, ROOT));
  const found = readdirSync(SQL, { recursive: true, encoding: "utf8" }).find((one) => basename(one) === file);
  if (found === undefined) return false;
  return new RegExp(`^-- rule ${name}$|VIEW \\{\\{database\\}\\}\\.${name} `, "m").test(textOf(found, SQL));
}

/** The text of a file in a folder or, with a path from the root, anywhere; empty where there is none. */
function textOf(file: string, folder: string): string {
  const path = join(file.includes("/") && folder !== SQL ? ROOT : folder, file);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
