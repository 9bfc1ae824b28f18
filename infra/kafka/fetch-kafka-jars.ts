import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { KafkaUnavailable } from "./kafka-unavailable.ts";
import { runToEnd } from "./run-to-end.ts";

const MIN_JAVA = 17;
const pom = fileURLToPath(new URL("pom.xml", import.meta.url));

/**
 * The directory with the broker's jars, fetched through Maven once per version of pom.xml and kept in the user's cache
 * (`XDG_CACHE_HOME` or `~/.cache`). Throws `KafkaUnavailable` where Java is missing, or Maven when it is needed.
 */
export async function fetchKafkaJars(): Promise<string> {
  await requireJava();
  const version = createHash("sha256").update(readFileSync(pom)).digest("hex").slice(0, 12);
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "yardstick");
  const jars = join(cache, `kafka-${version}`);
  if (existsSync(jars)) return jars;

  mkdirSync(cache, { recursive: true });
  const staging = mkdtempSync(join(cache, "fetching-"));
  try {
    copyFileSync(pom, join(staging, "pom.xml"));
    const copy = ["dependency:copy-dependencies", "-DoutputDirectory=jars", "-DincludeScope=runtime"];
    await runToEnd("mvn", ["-q", "-B", ...copy], staging).catch(explainMaven);
    // A rename is atomic: nobody finds half a directory, and whoever comes second keeps the first one's.
    if (!existsSync(jars)) renameSync(join(staging, "jars"), jars);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return jars;
}

async function requireJava(): Promise<void> {
  const install = `Kafka needs Java ${MIN_JAVA} or later (Debian: apt-get install openjdk-17-jre-headless)`;
  const output = await runToEnd("java", ["--version"]).catch((cause: unknown) => {
    throw new KafkaUnavailable(install, { cause });
  });
  const major = Number(/^\S+ (\d+)/.exec(output)?.[1]);
  if (!(major >= MIN_JAVA)) throw new KafkaUnavailable(`${install}; found: ${output.split("\n")[0]}`);
}

function explainMaven(cause: unknown): never {
  const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
  const reason = isMissing ? "Maven is missing (Debian: apt-get install maven)" : `Maven failed. ${cause}`;
  throw new KafkaUnavailable(`Kafka's jars could not be fetched: ${reason}`, { cause });
}
