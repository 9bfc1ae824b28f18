import { parseArgs } from "node:util";
import { BENCH_IDS, type BenchId } from "./benches.ts";

export interface BenchOptions {
  readonly only: readonly BenchId[];
  readonly quick: boolean;
  readonly json: boolean;
  readonly profileDir: string | undefined;
}

/** Reads `--only a,b`, `--quick`, `--json` and `--profile DIR`. Throws on anything else. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: args.filter((argument) => argument !== "--"),
    options: {
      only: { type: "string", default: BENCH_IDS.join(",") },
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      profile: { type: "string" },
    },
  });
  const only = values.only.split(",").map((text) => {
    const id = BENCH_IDS.find((known) => known === text.trim());
    if (id === undefined) throw new Error(`--only: got ${text}, wanted some of ${BENCH_IDS.join(",")}`);
    return id;
  });
  return { only, quick: values.quick, json: values.json, profileDir: values.profile };
}
