import { type Manifest, readText } from "./source-files.ts";

/** Entries of the catalog without a reason, or that nobody uses, and dependencies that do not come from it. */
export function catalogFaults(manifests: ReadonlyMap<string, Manifest>): string[] {
  const entries = catalogEntries();
  const uses = [...manifests].flatMap(([part, { dependencies, devDependencies }]) =>
    Object.entries({ ...dependencies, ...devDependencies }).map(([name, version]) => ({ part, name, version })),
  );
  return [
    ...entries.filter(({ reason }) => !reason).map(({ name }) => `${name}: say behind its version why it is here`),
    ...entries
      .filter(({ name }) => !uses.some((use) => use.name === name))
      .map(({ name }) => `${name} stands in the catalog and in no package.json: take it out`),
    ...uses
      .filter(({ version }) => version !== "catalog:" && version !== "workspace:*")
      .map(({ part, name }) => `${part}/package.json: take ${name} from the catalog`),
  ];
}

function catalogEntries(): { readonly name: string; readonly reason: string | undefined }[] {
  const [, catalog = ""] = readText("pnpm-workspace.yaml").split(/^catalog:$/m);
  return catalog
    .split("\n")
    .filter((line) => /^ {2}\S/.test(line))
    .map((line) => {
      const [, name = "", reason] = /^ {2}"?([^":]+)"?: \S+(?:\s+#\s*(\S.*))?$/.exec(line) ?? [];
      if (name === "") throw new Error(`pnpm-workspace.yaml: no catalog entry: ${line}`);
      return { name, reason };
    });
}
