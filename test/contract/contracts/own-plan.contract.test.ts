import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkPlan, loadReference, pathOfRegion, REFERENCE_DIRECTORY, TARGET_FORMS } from "@yardstick/contracts";
import { afterEach, describe, expect, it } from "vitest";

const COMMAND_LINE = fileURLToPath(new URL("../../../services/cli/src/main.ts", import.meta.url));
const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function overlay(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "yardstick-plan-"));
  directories.push(directory);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }
  return directory;
}

const shipped = (path: string) => readFileSync(join(REFERENCE_DIRECTORY, path), "utf8");

describe("the worked example of the plans' README", () => {
  const [agencies = "", plan = "", paths = ""] = [
    ...shipped("plans/README.md").matchAll(/```(?:json|csv)\n([^`]*)```/g),
  ].map(([, block]) => block ?? "");

  it("loads as it stands there, and has its marks", () => {
    const overlayDir = overlay({
      "agencies.json": agencies,
      "plans/liaoyang-example.json": plan,
      "target-paths.csv": paths,
    });
    const reference = loadReference({ overlayDir });
    const clusters = reference.plans.get("liaoyang-example")?.targets.find(({ id }) => id === "clusters");
    if (clusters?.form !== "level_path") throw new Error("the example has no clusters");
    expect(pathOfRegion(clusters.path, "211021").map(({ required }) => required)).toEqual(["8.5", "12.5", "30"]);
    expect(pathOfRegion(clusters.path, "211081").map(({ required }) => required)).toEqual(["30"]);
    expect(reference.plans.has("fushun-2018-2020")).toBe(true);
    expect(checkPlan(JSON.parse(plan), reference).problems).toEqual([]);
  });

  it("is found in order by the command line, with the agencies that lie beside it", () => {
    const directory = overlay({ "agencies.json": agencies, "plans/liaoyang-example.json": plan });
    const file = join(directory, "plans/liaoyang-example.json");
    const check = (own: Readonly<Record<string, string>>) =>
      spawnSync(process.execPath, ["--import", "tsx", COMMAND_LINE, "plan", "check", file, "--json"], {
        env: own,
        encoding: "utf8",
        timeout: 60_000,
      });
    const beside = check({ YARDSTICK_REFERENCE_DIR: directory });
    expect(beside.status, beside.stderr).toBe(0);
    expect(JSON.parse(beside.stdout)).toMatchObject({ plan: "liaoyang-example", errors: 0, warnings: 0 });
    const alone = check({});
    expect(alone.status, alone.stderr).toBe(1);
    expect(JSON.parse(alone.stdout)).toMatchObject({ errors: 2, problems: [{ code: "UNKNOWN_NAME" }, {}] });
  });

  it("names every form", () => {
    for (const form of TARGET_FORMS) expect(shipped("plans/README.md")).toContain(`\`${form}\``);
  });
});

describe("an own copy of the assessment", () => {
  it("replaces the shipped one, with weights and caps", () => {
    const text = shipped("plans/fushun-county-assessment.json")
      .replaceAll('"weight": null', '"weight": "12.5"')
      .replaceAll('"cap": null', '"cap": "120"');
    const reference = loadReference({ overlayDir: overlay({ "plans/assessment.json": text }) });
    const score = reference.plans.get("fushun-county-assessment")?.targets.find(({ id }) => id === "S10-score");
    expect(score).toMatchObject({ components: Array(8).fill({ weight: "12.5", cap: "120" }) });
    expect(reference.plans.size).toBe(2);
  });
});
