import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { generatedFiles } from "./generated-files.ts";
import { readSamples } from "./samples.ts";

// `pnpm contracts`: writes contracts/generated anew, so that a schema that is gone leaves no file behind.
const directory = fileURLToPath(new URL("../../generated/", import.meta.url));
const files = generatedFiles(readSamples());
rmSync(directory, { recursive: true, force: true });
for (const [path, text] of files) {
  mkdirSync(dirname(directory + path), { recursive: true });
  writeFileSync(directory + path, text);
}
console.log(`contracts/generated: ${files.size} files`);
