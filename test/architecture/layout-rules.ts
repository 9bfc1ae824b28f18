import { readdirSync } from "node:fs";
import { type Manifest, ROOT, readText, type SourceFile } from "./source-files.ts";

/** DESIGN §3: nothing else is added to the top level but dotfiles and the lock file. */
const TOP_LEVEL = [
  "README.md",
  "contracts",
  "infra",
  "package.json",
  "packages",
  "pnpm-workspace.yaml",
  "services",
  "test",
  "tsconfig.json",
];

export function topLevelDifferences(): string[] {
  const there = readdirSync(ROOT).filter(
    (name) => !name.startsWith(".") && name !== "node_modules" && name !== "pnpm-lock.yaml",
  );
  return [
    ...there.filter((name) => !TOP_LEVEL.includes(name)).map((name) => `${name}: move it into one of the five parts`),
    ...TOP_LEVEL.filter((name) => !there.includes(name)).map((name) => `${name} is missing`),
  ];
}

const MAIN_LINES = 40;

/** Every service has the same roles. */
export function missingRoles(files: readonly SourceFile[], paths: readonly string[]): string[] {
  return partsBelow("services", paths).flatMap((service) => {
    const has = (path: string) => paths.includes(`${service}/${path}`);
    const main = files.find(({ path }) => path === `${service}/src/main.ts`);
    const ownKeys = files.some(
      ({ path, part, isTest }) => part === service && !isTest && !path.endsWith("/config.ts") && declaresSetting(path),
    );
    return [
      ...(main === undefined
        ? [`${service}/src/main.ts is missing: it starts the service in a process of its own`]
        : []),
      ...(main !== undefined && main.lines > MAIN_LINES
        ? [`${main.path} has ${main.lines} lines, more than ${MAIN_LINES}: move what it decides into a file of its own`]
        : []),
      ...(has("src/service.ts") || ROOTS.has(service) ? [] : [`${service}/src/service.ts is missing: the wiring`]),
      ...(ownKeys ? [`${service} declares settings outside its config.ts: move them there`] : []),
    ];
  });
}

/** The composition root and the command line wire services or verbs, and are none themselves. */
const ROOTS = new Set(["services/all-in-one", "services/cli"]);

function declaresSetting(path: string): boolean {
  return /^\s+YARDSTICK_\w+:\s*(z\b|\w+Setting\()/m.test(readText(path));
}

export function partsWithoutReadme(paths: readonly string[]): string[] {
  const infra = paths.filter((path) => path.startsWith("infra/") && path.split("/").length > 2);
  const parts = [
    "contracts",
    "contracts/samples",
    ...partsBelow("packages", paths),
    ...partsBelow("services", paths),
    ...new Set(infra.map((path) => path.split("/").slice(0, 2).join("/"))),
  ];
  return parts
    .filter((part) => part !== "infra/lint" && !paths.includes(`${part}/README.md`))
    .map((part) => `${part}/README.md is missing: what the part owns, its invariants, how it fails`);
}

const FILE_NAME = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
/** Names that others look for. */
const OTHERS = new Set(["README.md", "Dockerfile"]);
const VAGUE = /(^|\/|-)(utils?|helpers?|common|misc|shared|lib)(\.|\/|-|$)/;

export function wrongNames(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const name = path.split("/").at(-1) ?? "";
    const isKebab = FILE_NAME.test(name) || OTHERS.has(name) || name.startsWith(".");
    return [
      ...(isKebab ? [] : [`${path}: file names are in kebab-case`]),
      ...(VAGUE.test(path) ? [`${path} says nothing: name it after the one thing it exports`] : []),
    ];
  });
}

/** `index.ts` is a package's one public surface: what its package.json exports as `.`. */
export function strayIndexes(paths: readonly string[], manifests: ReadonlyMap<string, Manifest>): string[] {
  const surfaces = new Set(
    [...manifests].map(([part, { exports }]) => `${part}/${(exports?.["."] ?? "").replace("./", "")}`),
  );
  return paths
    .filter((path) => path.endsWith("/index.ts") && !surfaces.has(path))
    .map((path) => `${path}: name the file after what it exports; index.ts is a package's one public surface`);
}

function partsBelow(top: string, paths: readonly string[]): string[] {
  const below = paths.filter((path) => path.startsWith(`${top}/`));
  return [...new Set(below.map((path) => path.split("/").slice(0, 2).join("/")))];
}
