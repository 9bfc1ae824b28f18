import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CONSTANT_SETTINGS } from "../constant-settings.ts";

/**
 * The engine's command line for a directory: the constant settings, and a configuration file that is written into it.
 * Parts are flushed to the disk before an insert resolves, as the log's records are (4 ms an insert more), and BACKUP
 * may write beside the directory, in `../backups`.
 */
export function engineArguments(dataDir: string): string[] {
  const directory = resolve(dataDir);
  const backups = join(dirname(directory), "backups");
  const file = join(directory, "engine-config.xml");
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, engineConfig(backups));
  return [`--config-file=${file}`, ...sessionArguments()];
}

/** The command line of a further session, once the engine runs: no file is written, which is most of an opening's time. */
export function sessionArguments(): string[] {
  return Object.entries(CONSTANT_SETTINGS).map(([name, value]) => `--${name}=${value}`);
}

function engineConfig(backups: string): string {
  return `<clickhouse>
  <merge_tree><fsync_after_insert>1</fsync_after_insert><fsync_part_directory>1</fsync_part_directory></merge_tree>
  <backups><allowed_path>${escapeXml(backups)}/</allowed_path></backups>
</clickhouse>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
