import { loadReference } from "@yardstick/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRegionName } from "./read-region-name.ts";

const reference = loadReference({ catalogueOnly: true });
function told(text: string, parent?: string): string {
  const reading = readRegionName(text, reference, parent === undefined ? {} : { parent });
  return "region" in reading ? reading.region.code : `? ${reading.candidates.map(({ code }) => code).join(" ")}`;
}

describe("a region's name", () => {
  it.each([
    ["210421", "210421"],
    ["２１０４２１", "210421"],
    ["210421000", "210421"],
    ["210421000000", "210421"],
    ["210000-xy", "210000-XY"],
    ["抚顺县", "210421"],
    ["义 县", "210727"],
    ["抚　顺　县", "210421"],
    ["撫順縣", "210421"],
    ["新宾", "210422"],
    ["清原", "210423"],
    ["清原县", "210423"],
    ["喀左县", "211324"],
    ["东陵区", "210112"],
    ["辽宁", "210000"],
    ["Fushun County", "210421"],
    ["Xinbin", "210422"],
    ["沈阳市/铁西区", "210106"],
    ["沈阳市铁西区", "210106"],
    ["沈阳铁西区", "210106"],
    ["辽宁省抚顺市抚顺县", "210421"],
    ["辽宁省 抚顺市 抚顺县", "210421"],
    ["辽宁省/抚顺市/抚顺县", "210421"],
    ["210400/抚顺县", "210421"],
    ["抚顺/抚顺县", "210421"],
    ["抚顺市/抚顺市", "210400"],
    ["210421 抚顺县", "210421"],
    ["全省县域平均", "210000-XY"],
    ["抚顺市/县域合计", "210400-XY"],
    ["铁西区", "? 210106 210303"],
    ["抚顺", "? 210400 210421"],
    ["Fushun", "? 210400 210421"],
    ["辽中", "? 210115 210122"],
    ["县域合计", "? 210000-XY 210400-XY"],
    ["全县", "? "],
    ["义", "? "],
    ["Yi", "? "],
    ["Yi County", "210727"],
    ["沈阳市/抚顺县", "? "],
    ["210422 抚顺县", "? "],
    ["__proto__", "? "],
  ])("%s is %s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it("is one of its parent's, whatever else has the name", () => {
    expect(told("铁西区", "沈阳市")).toBe("210106");
    expect(told("铁西区", "210300")).toBe("210303");
    expect(told("铁西区", "抚顺市")).toBe("? ");
  });

  it("is the region's own for every region, by code, and by name within its parent", () => {
    for (const { code, nameZh, parent } of reference.regions.values()) {
      expect(told(code)).toBe(code);
      expect(told(nameZh, parent ?? undefined), nameZh).toBe(code);
    }
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void told(text)));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("抚顺", "市", "县", "/", "辽宁", "区", "铁西", "沈阳"), { maxLength: 40 }),
        (parts) => void told(parts.join("")),
      ),
    );
  });
});
