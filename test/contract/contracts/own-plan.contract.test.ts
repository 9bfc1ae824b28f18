import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkPlan, loadReference, pathOfRegion, REFERENCE_DIRECTORY, TARGET_FORMS } from "@yardstick/contracts";
import { afterEach, describe, expect, it } from "vitest";

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
