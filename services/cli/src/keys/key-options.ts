import type { ParseArgsConfig } from "node:util";

/** Flags that say which keys are meant: those of a directory, of a server, or of a process elsewhere on this machine. */
export const PLACE_FLAGS = {
  "data-dir": { type: "string" },
  "admin-url": { type: "string" },
  "key-file": { type: "string" },
  json: { type: "boolean", default: false },
} as const satisfies ParseArgsConfig["options"];

export const PLACE_HELP = `  --data-dir DIR     the data directory, where ClickHouse is no server (.data)
  --admin-url URL    the admin port of a process that was started by another user, with
  --key-file FILE    a file that holds a key with the verb admin
  --json             print JSON instead of a table

With YARDSTICK_CLICKHOUSE_URL the tables of that server are used; else the process that holds the data directory is asked
through its admin port, and where none runs, the directory is opened.`;

export const PLACE_EXIT_CODES = `2 the command cannot be used; 3 ClickHouse or the process does not
answer; 5 it failed.`;

export interface Place {
  readonly dataDir: string | undefined;
  readonly adminUrl: string | undefined;
  readonly keyFile: string | undefined;
}

export function placeOf(values: {
  readonly "data-dir"?: string | undefined;
  readonly "admin-url"?: string | undefined;
  readonly "key-file"?: string | undefined;
}): Place {
  return { dataDir: values["data-dir"], adminUrl: values["admin-url"], keyFile: values["key-file"] };
}
