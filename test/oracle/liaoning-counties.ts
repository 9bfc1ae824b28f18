import { readFileSync } from "node:fs";
import type { Membership } from "./facts.ts";

const REGIONS = new URL("../../contracts/reference/regions.csv", import.meta.url);

/** The counties below a city or province (by the first digits of its code) with the days on which they existed. */
export function countiesBelow(prefix: string): Membership[] {
  const [head = "", ...lines] = readFileSync(REGIONS, "utf8").trim().split(/\r?\n/);
  const at = (cells: readonly string[], name: string) => cells[head.split(",").indexOf(name)] ?? "";
  return lines
    .map((line) => line.split(","))
    .filter((cells) => at(cells, "countyEconomy") === "true" && at(cells, "code").startsWith(prefix))
    .map((cells) => ({
      region: at(cells, "code"),
      from: at(cells, "validFrom") === "" ? "0000-01-01" : `${at(cells, "validFrom")}-01`,
      // No day of a month comes after its 31st as text.
      to: at(cells, "validTo") === "" ? "9999-12-31" : `${at(cells, "validTo")}-31`,
    }));
}
