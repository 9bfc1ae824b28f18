import { createManualClock } from "@yardstick/runtime";
import { expect, test } from "vitest";
import { EXIT } from "./exit-codes.ts";
import { runCommandLine } from "./run-command-line.ts";
import { PLAIN_STYLE } from "./terminal/style.ts";
import { UsageError } from "./verb.ts";

async function run(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const clock = createManualClock();
  let out = "";
  let err = "";
  const code = await runCommandLine(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    outStyle: PLAIN_STYLE,
    errStyle: PLAIN_STYLE,
    clock,
    sleep: clock.sleep,
    readFile: async (path) => {
      const text = files[path];
      if (text === undefined) throw new UsageError(`${path} cannot be read (ENOENT)`);
      return new TextEncoder().encode(text);
    },
  });
  return { code, out, err };
}

test.each([
  { args: ["sumbit"], code: EXIT.usage, says: "did you mean submit?" },
  { args: [], code: EXIT.usage, says: "bring ClickHouse's tables up to date" },
  { args: ["submit"], code: EXIT.usage, says: "at least one file" },
  { args: ["submit", "a.csv", "--sorce", "x"], code: EXIT.usage, says: "did you mean --source?" },
  { args: ["submit", "a.csv", "--mode", "half"], code: EXIT.usage, says: "atomic or partial" },
  { args: ["submit", "a.json", "--url", "localhost"], code: EXIT.usage, says: "an address such as" },
  { args: ["submit", "none.json"], code: EXIT.usage, says: "none.json cannot be read (ENOENT)" },
  { args: ["submit", "a.csv"], code: EXIT.usage, says: "add --source" },
])("$args: $says", async ({ args, code, says }) => {
  const answer = await run(args, { "a.csv": "region\n", "a.json": "{}" });
  expect(answer.code).toBe(code);
  expect(answer.err).toContain(says);
});

test("a file that cannot be split by citation shows what is wrong, and nothing is sent", async () => {
  const csv = "region,indicator,period,value\n210421,,2021,1\n";
  const { code, err } = await run(["submit", "a.csv", "--source", "liaoning", "--by-citation"], { "a.csv": csv });
  expect(code).toBe(EXIT.usage);
  expect(err).toContain("a.csv is no submission");
});

test("every verb explains itself, and its exit codes", async () => {
  for (const verb of ["submit", "status", "migrate", "keys", "audit", "plan"]) {
    const { code, out } = await run([verb, "--help"]);
    expect(code).toBe(EXIT.done);
    expect(out).toContain(`pnpm yardstick ${verb}`);
    expect(out).toContain("Exit codes:");
  }
});

test("an address where nobody listens is its own exit code", async () => {
  const json = JSON.stringify({
    source: "s",
    observations: [{ indicator: "gdp", region: "210421", period: "2021", value: "1" }],
  });
  // Port 9 discards; on loopback nothing has it.
  const { code, err } = await run(["submit", "a.json", "--url", "http://127.0.0.1:9"], { "a.json": json });
  expect(code).toBe(EXIT.unreachable);
  expect(err).toContain("Is it running");
});
