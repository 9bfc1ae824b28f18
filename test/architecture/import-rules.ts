import { posix } from "node:path";
import { type Manifest, partOf, type SourceFile } from "./source-files.ts";

/** Imports between parts that go the wrong way, each with its mend. DESIGN §3. */
export function wrongWayImports(files: readonly SourceFile[], manifests: ReadonlyMap<string, Manifest>): string[] {
  const partNamed = new Map([...manifests].map(([part, { name }]) => [name, part]));
  return files.flatMap((file) =>
    file.imports.flatMap((specifier) => {
      const target = targetOf(file, specifier, partNamed);
      if (target === null || target === file.part) return [];
      // Beside the source stand only unit tests; what they wait or measure with is in test/.
      if (file.isTest && target === "test") return [];
      const mend = specifier.startsWith(".") ? leavesPart(file.part) : mendOf(file.part, target);
      return mend === null ? [] : [`${file.path} imports ${specifier}: ${mend}`];
    }),
  );
}

/** Libraries that stay behind one folder each. STYLE 6. */
const HOMES: Readonly<Record<string, RegExp>> = {
  kafkajs: /^packages\/event-log\/src\/kafka\//,
  libsql: /^packages\/event-log\/src\/local\//,
  "@clickhouse/client": /^packages\/warehouse\/src\//,
  chdb: /^packages\/warehouse\/src\/chdb\/chdb-session\.ts$/,
  fastify: /^packages\/(runtime|access)\/src\/http\//,
  pino: /^packages\/runtime\/src\//,
  "prom-client": /^packages\/runtime\/src\//,
  "node-cron": /^packages\/runtime\/src\//,
};

export function strayLibraries(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ part }) => part !== "infra" && part !== "test")
    .flatMap(({ path, imports }) =>
      imports.flatMap((specifier) => {
        const home = HOMES[libraryOf(specifier)];
        if (home === undefined || home.test(path)) return [];
        return [`${path} imports ${specifier}: it stays behind ${home.source}; ask for what you need through its port`];
      }),
    );
}

/** Libraries and parts that are imported without standing in the part's own package.json. */
export function undeclaredImports(files: readonly SourceFile[], manifests: ReadonlyMap<string, Manifest>): string[] {
  const everywhere = dependenciesOf(manifests.get(""));
  return files.flatMap(({ path, part, imports }) => {
    const manifest = manifests.get(part);
    const known = new Set([...everywhere, ...dependenciesOf(manifest), manifest?.name ?? ""]);
    return imports
      .filter((specifier) => !specifier.startsWith(".") && !specifier.startsWith("node:"))
      .filter((specifier) => !known.has(libraryOf(specifier)))
      .map((specifier) => `${path} imports ${specifier}: add it to ${part}/package.json`);
  });
}

/** Packages that need each other, as a chain. */
export function circularParts(files: readonly SourceFile[], manifests: ReadonlyMap<string, Manifest>): string[] {
  const partNamed = new Map([...manifests].map(([part, { name }]) => [name, part]));
  const needs = new Map<string, Set<string>>();
  for (const file of files.filter(({ isTest }) => !isTest)) {
    const targets = file.imports.flatMap((specifier) => partNamed.get(libraryOf(specifier)) ?? []);
    needs.set(file.part, new Set([...(needs.get(file.part) ?? []), ...targets.filter((part) => part !== file.part)]));
  }
  const chains = [...needs.keys()].flatMap((part) => chainBackTo(part, [part], needs) ?? []);
  return chains.map((chain) => `${chain}: move what both need into the lower of them`);
}

function chainBackTo(goal: string, chain: readonly string[], needs: ReadonlyMap<string, Set<string>>): string[] | null {
  for (const next of needs.get(chain.at(-1) ?? "") ?? []) {
    if (next === goal) return [[...chain, goal].join(" -> ")];
    if (chain.includes(next)) continue;
    const found = chainBackTo(goal, [...chain, next], needs);
    if (found !== null) return found;
  }
  return null;
}

function targetOf(file: SourceFile, specifier: string, partNamed: ReadonlyMap<string, string>): string | null {
  if (specifier.startsWith(".")) return partOf(posix.join(posix.dirname(file.path), specifier));
  return partNamed.get(libraryOf(specifier)) ?? null;
}

/** A package's own name: `@scope/name` or `name`, without the path behind it. */
function libraryOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function leavesPart(part: string): string | null {
  return part === "test" || part === "infra" ? null : "go through the other part's index, by its name";
}

const WITHOUT_CONTRACTS = new Set(["packages/event-log", "packages/runtime"]);

/** Null where `from` may import `to`. */
function mendOf(from: string, to: string): string | null {
  if (from === "test" || from === "infra") return null;
  if (to === "test" || to === "infra") return `${to} is no part of the product; move the code into a package`;
  if (from === "contracts") return "contracts import nothing of ours; move the code down into contracts";
  if (to === "contracts")
    return WITHOUT_CONTRACTS.has(from) ? "it knows nothing of what it carries; pass the value in" : null;
  if (to.startsWith("packages/")) return null;
  if (from.startsWith("packages/")) return "packages do not know services; move what is shared into a package";
  return from === "services/all-in-one" ? null : "services do not know each other; speak through events or a package";
}

function dependenciesOf(manifest: Manifest | undefined): string[] {
  return Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies });
}
