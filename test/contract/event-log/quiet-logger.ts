import type { LogWriter } from "@yardstick/event-log";

/** Keeps what an adapter logged, so that a failing test can print it and others stay quiet. */
export function quietLogger(): LogWriter & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (level: string) => (fields: object, message: string) => {
    lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  };
  return { lines, debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}
