import { parseArgs } from "node:util";
import { BENCH_IDS, type BenchId } from "./benches.ts";

export interface BenchOptions {
  readonly only: readonly BenchId[];
  readonly quick: boolean;
  readonly json: boolean;
  readonly profileDir: string | undefined;
  /** Current figures of (f); null for its own number. */
  readonly rows: number | null;
}

/** Reads `--only a,b`, `--quick`, `--json`, `--rows N` and `--profile DIR`. Throws on anything else. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: args.filter((argument) => argument !== "--"),
    options: {
      only: { type: "string", default: BENCH_IDS.join(",") },
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      profile: { type: "string" },
      rows: { type: "string" },
    },
  });
  const only = values.only.split(",").map((text) => {
    const id = BENCH_IDS.find((known) => known === text.trim());
    if (id === undefined) throw new Error(`--only: got ${text}, wanted some of ${BENCH_IDS.join(",")}`);
    return id;
  });
  return { only, quick: values.quick, json: values.json, profileDir: values.profile, rows: rowsOf(values.rows) };
}

/** A number such as 10000000 or 1e7. */
function rowsOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const rows = Number(text);
  if (!Number.isInteger(rows) || rows < 1 || rows > MOST_ROWS) throw new Error(`--rows: got ${text}, wanted 1 to 1e9`);
  return rows;
}

const MOST_ROWS = 1e9;
