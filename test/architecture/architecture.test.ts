import { describe, expect, it } from "vitest";
import { ambientReads } from "./ambient-reads.ts";
import { catalogFaults } from "./catalog-rules.ts";
import { circularParts, strayLibraries, undeclaredImports, wrongWayImports } from "./import-rules.ts";
import { missingRoles, partsWithoutReadme, strayIndexes, topLevelDifferences, wrongNames } from "./layout-rules.ts";
import { missingComments } from "./migration-comments.ts";
import { settingFaults } from "./setting-rules.ts";
import { sizeReport } from "./sizes.ts";
import { allFiles, readManifests, readSourceFiles } from "./source-files.ts";

const files = readSourceFiles();
const paths = allFiles();
const manifests = readManifests();

/** Each fault names the edge and its mend. */
const expectNone = (faults: readonly string[]) => expect(faults, faults.join("\n")).toEqual([]);

describe("imports", () => {
  it("go from services to packages to contracts", () => expectNone(wrongWayImports(files, manifests)));
  it("make no circle of parts", () => expectNone(circularParts(files, manifests)));
  it("reach third parties only in their folders", () => expectNone(strayLibraries(files)));
  it("stand in the part's package.json", () => expectNone(undeclaredImports(files, manifests)));
});

describe("time, chance and the environment", () => {
  it("are read in packages/runtime alone", () => expectNone(ambientReads(files)));
});

describe("the layout", () => {
  it("has a top level of nine", () => expectNone(topLevelDifferences()));
  it("gives every service the same roles", () => expectNone(missingRoles(files, paths)));
  it("explains every part in a README", () => expectNone(partsWithoutReadme(paths)));
  it("names files after what they hold", () => expectNone(wrongNames(paths)));
  it("uses index.ts as a package's surface alone", () => expectNone(strayIndexes(paths, manifests)));
});

describe("dependencies", () => {
  it("come from a catalog that says why", () => expectNone(catalogFaults(manifests)));
});

describe("settings", () => {
  it("are registered and described", async () => expectNone(await settingFaults(files)), 30_000);
});

describe("tables and columns", () => {
  it("carry comments", () => expectNone(missingComments(paths)));
});

describe("sizes", () => {
  it("are reported", () => {
    const report = sizeReport(files);
    console.info(`Worth a second look:\n${report.join("\n")}`);
    expect(report.length).toBeGreaterThan(0);
  });
});
