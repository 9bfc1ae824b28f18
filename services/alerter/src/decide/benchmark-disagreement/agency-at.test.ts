import { type Agency, loadReference } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import { agencyAt, agencyTerms } from "./agency-at.ts";

const agency = (id: string, more: Partial<Agency> = {}): [string, Agency] => [
  id,
  { id, nameZh: `${id}局`, nameEn: id, validFrom: null, validTo: null, successor: null, source: "", ...more },
];

describe("agencyAt", () => {
  const agencies = new Map([
    agency("old", { validTo: "2018-11", successor: "middle" }),
    agency("middle", { validFrom: "2018-12", validTo: "2023-03", successor: "new" }),
    agency("new", { validFrom: "2023-04" }),
  ]);
  const terms = agencyTerms({ agencies }, "old");

  it.each([
    ["2018-11-30T23:59:59.000Z", "old局"],
    ["2018-12-01T00:00:00.000Z", "middle局"],
    ["2023-03-31T00:00:00.000Z", "middle局"],
    ["2026-01-01T00:00:00.000Z", "new局"],
  ])("is at %s called %s", (instant, zh) => {
    expect(agencyAt(terms, instant).zh).toBe(zh);
  });

  it("keeps the last name where nobody took over", () => {
    const ended = agencyTerms({ agencies: new Map([agency("old", { validTo: "2018-11" })]) }, "old");
    expect(agencyAt(ended, "2022-01-01T00:00:00.000Z").zh).toBe("old局");
  });

  it("ends where agencies name each other as successors", () => {
    const circle = new Map([
      agency("a", { validTo: "2018-01", successor: "b" }),
      agency("b", { validTo: "2019-01", successor: "a" }),
    ]);
    expect(agencyAt(agencyTerms({ agencies: circle }, "a"), "2022-01-01T00:00:00.000Z").zh).toBe("b局");
  });

  it("knows the shipped bureaus, and falls back to an id", () => {
    const shipped = agencyTerms(loadReference(), "liaoning-statistics");
    expect(agencyAt(shipped, "2022-01-01T00:00:00.000Z").zh).toBe("辽宁省统计局");
    expect(agencyAt(agencyTerms({ agencies }, "nobody"), "2022-01-01T00:00:00.000Z").zh).toBe("nobody");
  });
});
