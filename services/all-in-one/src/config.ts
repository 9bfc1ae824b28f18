import { alerterConfig } from "@yardstick/alerter";
import { ingestFilesConfig } from "@yardstick/ingest-files";
import { ingestHttpConfig } from "@yardstick/ingest-http";
import { dataDirectoryConfig, processConfig, processRules } from "@yardstick/pipeline";
import { portalConfig } from "@yardstick/portal";
import { type ConfigOf, type FlagMapping, formatProblems, parseConfig } from "@yardstick/runtime";
import { validatorConfig } from "@yardstick/validator";

/** Everything that the one-process deployment can be told: what every process can, and what its parts can. */
export const allInOneConfig = {
  ...dataDirectoryConfig,
  ...ingestHttpConfig,
  ...ingestFilesConfig,
  ...portalConfig,
  ...alerterConfig,
  ...processConfig,
  ...validatorConfig,
} as const;

export type AllInOneConfig = ConfigOf<typeof allInOneConfig>;

export const ALL_IN_ONE_FLAGS = {
  "data-dir": "YARDSTICK_DATA_DIR",
  inbox: "YARDSTICK_INBOX_DIR",
  "ingest-port": "YARDSTICK_INGEST_PORT",
  "portal-port": "YARDSTICK_PORTAL_PORT",
  "sql-port": "YARDSTICK_SQL_PORT",
  "admin-port": "YARDSTICK_ADMIN_PORT",
} as const satisfies FlagMapping;

/** Settings written as in the environment, for programs that start it themselves. @throws RangeError with all problems. */
export function parseAllInOneConfig(texts: Readonly<Record<string, string>>): AllInOneConfig {
  const parsed = parseConfig({ shape: allInOneConfig, env: texts, rules: processRules });
  if (!parsed.ok) throw new RangeError(formatProblems("yardstick", parsed.problems));
  return parsed.config;
}
