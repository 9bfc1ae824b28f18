import { randomBytes } from "node:crypto";
import { access, readFile, rename } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { inject } from "vitest";

/**
 * A program of ours in one file of JavaScript, which plain `node` starts in a third of the time that tsx takes to find
 * and translate some hundred sources. It is made once a run and is gone at its end. `main`: the path of its first source.
 */
export async function bundledProgram(main: string): Promise<string> {
  const name = relative(SOURCES, main).replaceAll(sep, "-");
  const file = join(inject("runDirectory"), `${name}.mjs`);
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) return file;
  const outfile = `${file}.${randomBytes(4).toString("hex")}`;
  await build({
    entryPoints: [main],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    // The conditions of node alone; esbuild would prefer what libraries ship for bundlers.
    conditions: [],
    plugins: [librariesAsInstalled, placesAsInSources],
    logLevel: "silent",
  });
  // Another worker may have made the same; who comes last puts the same in its place.
  await rename(outfile, file);
  return file;
}

const SOURCES = fileURLToPath(new URL("../..", import.meta.url));

/** Libraries are loaded from where they are installed: only our own sources are put together. */
const librariesAsInstalled: Plugin = {
  name: "libraries as installed",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...asked }) => {
      if (pluginData === ASKED || path.startsWith("node:") || path.startsWith("@yardstick/")) return undefined;
      const { path: found, errors } = await resolve(path, { ...asked, pluginData: ASKED });
      return { path: pathToFileURL(found).href, external: true, errors };
    });
  },
};

const ASKED = "asked already";

/** A source finds the files beside it, whatever file it has become part of. */
const placesAsInSources: Plugin = {
  name: "places as in sources",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      return { loader: "ts", contents: source.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)) };
    });
  },
};
