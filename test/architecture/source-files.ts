import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** One TypeScript file of ours, by its path from the root with `/` between names. */
export interface SourceFile {
  readonly path: string;
  readonly part: string;
  readonly isTest: boolean;
  readonly lines: number;
  readonly tree: ts.SourceFile;
  /** What it imports, as written: packages, node's modules and relative paths; `import type` counts too. */
  readonly imports: readonly string[];
}

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const TOP = ["contracts", "packages", "services", "infra", "test"];
const SKIPPED = new Set(["node_modules", "generated", ".data"]);

export function readSourceFiles(): SourceFile[] {
  return allFiles().filter(isTypeScript).map(readSource);
}

/** Every file below the parts, generated and installed ones left out. */
export function allFiles(): string[] {
  return TOP.flatMap((directory) => filesBelow(join(ROOT, directory)))
    .map((path) => relative(ROOT, path).split(sep).join("/"))
    .sort();
}

/** The part a path belongs to: `contracts`, `packages/<name>`, `services/<name>`, `infra` or `test`. */
export function partOf(path: string): string {
  const [top = "", name = ""] = path.split("/");
  return top === "packages" || top === "services" ? `${top}/${name}` : top;
}

/** Every part that has a package.json, with what that says. */
export function readManifests(): Map<string, Manifest> {
  const paths = allFiles().filter((path) => path.endsWith("package.json"));
  const parts = paths.map((path): [string, Manifest] => [path.slice(0, -"/package.json".length), readJson(path)]);
  return new Map([["", readJson("package.json")], ...parts]);
}

export interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

function readJson(path: string): Manifest {
  return JSON.parse(readText(path)) as Manifest;
}

function readSource(path: string): SourceFile {
  const text = readText(path);
  return {
    path,
    part: partOf(path),
    isTest: path.endsWith(".test.ts"),
    lines: text.split("\n").length - 1,
    tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true),
    imports: ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName),
  };
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const isTypeScript = (path: string) => path.endsWith(".ts") && !path.endsWith(".d.ts");
