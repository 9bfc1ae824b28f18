import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { REGISTERED_KEYS } from "@yardstick/runtime";
import { ROOT, readText, type SourceFile } from "./source-files.ts";

/** Settings of the fragments that are not registered or not described, and registered ones that no fragment knows. */
export async function settingFaults(files: readonly SourceFile[]): Promise<string[]> {
  const fragments = files.filter(
    ({ path, part, isTest }) => !isTest && part !== "test" && part !== "infra" && DECLARES.test(readText(path)),
  );
  const settings = (await Promise.all(fragments.map(settingsIn))).flat();
  const known = new Set(settings.map(({ key }) => key));
  return [
    ...settings
      .filter(({ key }) => !REGISTERED_KEYS.includes(key))
      .map(({ key, path }) => `${key} of ${path}: add it to runtime's register-of-keys.ts`),
    ...settings
      .filter(({ description }) => !description)
      .map(({ key, path }) => `${key} of ${path}: describe it, with its unit`),
    ...REGISTERED_KEYS.filter((key) => !known.has(key) && !OF_TESTS.has(key)).map(
      (key) => `${key} is registered and no fragment has it: take it out of register-of-keys.ts`,
    ),
  ];
}

const DECLARES = /^\s+YARDSTICK_\w+:/m;
const OF_TESTS = new Set(["YARDSTICK_REQUIRE_KAFKA"]);

interface Setting {
  readonly key: string;
  readonly path: string;
  readonly description: string | undefined;
}

/** The settings that a module exports; a fragment that is not exported is found missing by the register. */
async function settingsIn({ path }: SourceFile): Promise<Setting[]> {
  const exported: Record<string, unknown> = await import(pathToFileURL(join(ROOT, path)).href);
  return Object.values(exported)
    .filter((value): value is Record<string, unknown> => typeof value === "object" && value !== null)
    .flatMap((shape) => Object.entries(shape))
    .filter(
      (entry): entry is [string, { description?: string }] => entry[0].startsWith("YARDSTICK_") && isSchema(entry[1]),
    )
    .map(([key, { description }]) => ({ key, path, description }));
}

function isSchema(value: unknown): boolean {
  return typeof value === "object" && value !== null && "safeParse" in value;
}
