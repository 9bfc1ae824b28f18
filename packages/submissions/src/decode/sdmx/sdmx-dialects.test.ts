import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { RowFields } from "../decode-rows.ts";
import { decodeText } from "./testing/decode-text.ts";
import { SDMX_DIALECTS, type SdmxFigure, writeSdmx } from "./testing/write-sdmx.ts";

const FIGURES = new URL("../../../../../contracts/reference/figures/liaoning-figures.csv", import.meta.url);
const published: Record<string, string>[] = parse(readFileSync(FIGURES, "utf8"), { columns: true, bom: true });

const UNITS: Readonly<Record<string, readonly [unit: string, multiplier: string]>> = {
  元: ["CNY", "0"],
  万元: ["CNY", "4"],
  亿元: ["CNY", "8"],
  人: ["PS", "0"],
  万人: ["PS", "4"],
  "%": ["PT", "0"],
};

/** What is published for Fushun and its counties, each figure once. */
const fushun = published.filter(
  ({ region = "", unit = "", indicator, period, measure }, index) =>
    region.startsWith("2104") &&
    unit in UNITS &&
    published.findIndex(
      (other) =>
        other.region === region &&
        other.indicator === indicator &&
        other.period === period &&
        other.measure === measure,
    ) === index,
);

const figures: SdmxFigure[] = fushun.map(
  ({ region = "", indicator = "", period = "", measure, value = "", unit = "", note = "" }) => ({
    FREQ: "A",
    REF_AREA: region,
    INDICATOR: indicator,
    TRANSFORMATION: measure === "growth_yoy" ? "GY" : "N",
    TIME_PERIOD: period,
    OBS_VALUE: value,
    UNIT_MEASURE: UNITS[unit]?.[0] ?? "",
    UNIT_MULT: UNITS[unit]?.[1] ?? "",
    OBS_STATUS: "A",
    ...(note === "" ? {} : { COMMENT: note }),
  }),
);

const rows: RowFields[] = fushun.map(
  ({ region = "", indicator = "", period = "", measure = "", value = "", unit = "", note = "" }) => ({
    region,
    indicator,
    period,
    measure,
    value,
    unit,
    status: "A",
    ...(note === "" ? {} : { note }),
  }),
);

const sorted = (list: readonly RowFields[]) => list.map((row) => JSON.stringify(Object.entries(row).sort())).sort();

describe("Fushun's published figures", () => {
  it("are more than a hundred, in six units", () => {
    expect(figures.length).toBeGreaterThan(100);
    expect(new Set(rows.map(({ unit }) => unit))).toEqual(new Set(Object.keys(UNITS)));
  });

  it.each(SDMX_DIALECTS)("decode from %s to the same rows", async (dialect) => {
    const message = {
      figures,
      structure: "LN210400:FIGURES(1.0)",
      dimensions: ["FREQ", "REF_AREA", "INDICATOR", "TRANSFORMATION", "TIME_PERIOD"],
      attributes: ["UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "COMMENT"],
    };
    const decoded = await decodeText(writeSdmx(message, dialect), { chunkBytes: 997 });
    expect(decoded.faults).toEqual([]);
    expect(decoded.findings).toEqual([]);
    expect(sorted(decoded.rows)).toEqual(sorted(rows));
    expect(new Set(decoded.places).size).toBe(rows.length);
  });
});
