import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Alert, Comparison, Receipt, TargetResult } from "@yardstick/contracts";
import { beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const main = join(root, "services/all-in-one/src/demo/main.ts");

interface DemoJson {
  readonly submissions: readonly Receipt[];
  readonly comparisons: readonly Comparison[];
  readonly targets: readonly TargetResult[];
  readonly alerts: readonly Alert[];
}

/** Real figures, and what was computed from them by hand: DOMAIN §5, "Real check". */
describe("demo --json", () => {
  let answer: DemoJson;
  let text = "";
  let leftBehind: readonly string[] = [];

  beforeAll(async () => {
    const temporary = mkdtempSync(join(tmpdir(), "yardstick-e2e-"));
    const env = { ...process.env, UV_THREADPOOL_SIZE: "16", TMPDIR: temporary };
    const args = ["--import", "tsx", main, "--json"];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
      cwd: root,
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
    answer = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    text = stderr;
    leftBehind = readdirSync(temporary).filter((name) => name.startsWith("yardstick-demo-"));
    rmSync(temporary, { recursive: true, force: true });
  }, 600_000);

  const gdp2021 = (region: string) =>
    answer.comparisons.find((row) => row.indicator === "gdp" && row.period === "2021" && row.region === region);

  test.each([
    { region: "210421", growth: -3.105, gap: -11.319, rank: 40 },
    { region: "210422", growth: 0.947, gap: -7.267, rank: 39 },
    { region: "210423", growth: 3.524, gap: -4.69, rank: 36 },
    { region: "210400-XY", growth: 1.143, gap: -7.071, rank: null },
  ])("GDP 2021 of $region is $growth %, $gap points from the average, rank $rank", ({ region, growth, gap, rank }) => {
    const row = gdp2021(region);
    expect(row).toMatchObject({ scope: "210000-XY", verdict: "below", outsidePlan: true, rank });
    expect(row?.benchmark).toBeCloseTo(8.214, 3);
    expect(row?.growth).toBeCloseTo(growth, 3);
    expect(row?.gap).toBeCloseTo(gap, 3);
    if (rank !== null) expect(row?.of).toBe(41);
  });

  test("the three counties are alerted for", () => {
    const firing = answer.alerts.filter(
      ({ state, alertname }) => state === "firing" && alertname === "BelowCountyAverage",
    );
    expect(firing.map(({ region }) => region)).toEqual(expect.arrayContaining(["210421", "210422", "210423"]));
    // Growth that was computed from levels never makes more than a warning. DOMAIN §4.
    expect(firing.map(({ severity }) => severity)).not.toContain("critical");
  });

  test("the plan's target is missed, outside its years", () => {
    const missed = answer.targets.filter(({ target, period }) => target === "S1-gdp" && period === "2021");
    expect(missed).toHaveLength(4);
    for (const row of missed) expect(row).toMatchObject({ result: "missed", outsidePlan: true });
  });

  test("every line of the plan is there, with its section and who leads", () => {
    const lines = new Set(answer.targets.map(({ line }) => line));
    expect([...lines].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1)))).toEqual(
      Array.from({ length: 13 }, (_, at) => `S${at + 1}`),
    );
    for (const { section, leadAgencies } of answer.targets) {
      expect(section).not.toBe("");
      expect(leadAgencies.length).toBeGreaterThan(0);
    }
  });

  test.each([
    { period: "2020", share: 17.04, result: "met", outsidePlan: false },
    { period: "2021", share: 16.4, result: "missed", outsidePlan: true },
  ])("the three counties make $share % of the city's GDP in $period", ({ period, share, result, outsidePlan }) => {
    const row = answer.targets.find((one) => one.target === "S6-county-share" && one.period === period);
    expect(row).toMatchObject({ result, outsidePlan, required: 17, provisional: true });
    expect(row?.actual).toBeCloseTo(share, 2);
  });

  test("every row of the file is accounted for, and read: periods too are written as the releases write them", () => {
    const rows = answer.submissions
      .flatMap(({ counts }) => Object.values(counts))
      .reduce((sum, count) => sum + count, 0);
    expect(rows).toBe(1_438);
    // Rules 1 to 6 read a row; those behind them compare it with what is known already.
    const unread = answer.submissions.flatMap(({ issues }) =>
      issues.filter(({ rule, severity }) => severity === "error" && Number(rule) <= 6),
    );
    expect(unread).toEqual([]);
  });

  test("people get the same as plain text, and no directory stays", () => {
    for (const said of ["抚顺县", "-11.319", "40/41", "个百分点", "计划期外", "BelowCountyAverage", "市发改委"]) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain("\u001b");
    expect(leftBehind).toEqual([]);
  });
});
