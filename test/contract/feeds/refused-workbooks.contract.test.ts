import { DEFAULT_DECODE_LIMITS } from "@yardstick/submissions";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultsOf, findingsOf, readFeedFile } from "./read-feed-file.ts";
import { writeArchive } from "./write-archive.ts";
import { sheetData, writeWorkbook } from "./write-workbook.ts";

const content = sheetData([["2021年"], ["地区", "地区生产总值(万元)"], ["抚顺县", "294597"]]);
const sound = writeWorkbook([{ name: "S", content }]);
const codeOf = async (bytes: Uint8Array, limits = DEFAULT_DECODE_LIMITS) =>
  faultsOf(await readFeedFile("xlsx", bytes, { limits })).join(" ");

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

describe("workbooks that are not taken", () => {
  it.each<[string, Uint8Array, string]>([
    ["an old one", Buffer.from(OLE), "unreadable WORKBOOK_NOT_TAKEN -"],
    [
      "an encrypted one",
      Buffer.concat([Buffer.from(OLE), Buffer.from("EncryptedPackage", "utf16le")]),
      "unreadable WORKBOOK_NOT_TAKEN -",
    ],
    [
      "one with macros",
      writeWorkbook([{ name: "S", content }], { parts: [{ name: "xl/vbaProject.bin", content: "x" }] }),
      "unreadable WORKBOOK_NOT_TAKEN -",
    ],
    ["a binary one", writeArchive([{ name: "xl/workbook.bin", content: "x" }]), "unreadable WORKBOOK_NOT_TAKEN -"],
    [
      "an OpenDocument",
      writeArchive([
        { name: "mimetype", content: "application/vnd.oasis.opendocument.spreadsheet" },
        { name: "content.xml", content: "<x/>" },
      ]),
      "unreadable WORKBOOK_NOT_TAKEN -",
    ],
    ["no archive", Buffer.from("地区,数值\n"), "unreadable BODY_NOT_XLSX -"],
    ["an archive that is cut off", sound.subarray(0, sound.length - 30), "unreadable BODY_NOT_XLSX -"],
    ["an archive of something else", writeArchive([{ name: "a.txt", content: "x" }]), "unreadable BODY_NOT_XLSX -"],
    ["no sheet", writeWorkbook([]), "misshapen FIELD_INVALID -"],
    [
      "broken XML",
      writeWorkbook([{ name: "S", content: "<sheetData><row></sheetData>" }]),
      "unreadable BODY_NOT_XLSX -",
    ],
    [
      "rows that go back",
      writeWorkbook([{ name: "S", content: '<sheetData><row r="5"/><row r="4"/></sheetData>' }]),
      "unreadable BODY_NOT_XLSX -",
    ],
  ])("%s", async (_, bytes, expected) => {
    expect(await codeOf(bytes)).toBe(expected);
  });

  it("a document type, with whatever entities", async () => {
    const bytes = writeArchive([
      { name: "xl/workbook.xml", content: '<!DOCTYPE x [<!ENTITY a "b">]><workbook><sheets/></workbook>' },
    ]);
    expect(await codeOf(bytes)).toBe("unreadable BODY_NOT_XLSX -");
  });
});

describe("bombs", () => {
  const padded = (bytes: number) => writeWorkbook([{ name: "S", content: `${content}<!--${" ".repeat(bytes)}-->` }]);
  const limits = { ...DEFAULT_DECODE_LIMITS, maxFileBytes: 300_000 };

  it("are refused by what they say they unpack to, before they do", async () => {
    expect(await codeOf(padded(500_000), limits)).toBe("too_large FILE_TOO_LARGE -");
  });

  it("are refused by their ratio, within the bound of bytes", async () => {
    expect(await codeOf(padded(8 * 1024 * 1024))).toBe("too_large FILE_TOO_LARGE -");
  });

  it("are refused where they unpack to more than they say", async () => {
    const liar = writeArchive([
      { name: "xl/workbook.xml", content: `<workbook><!--${" ".repeat(500_000)}--></workbook>`, declaredBytes: 100 },
    ]);
    expect(await codeOf(liar)).toBe("unreadable BODY_NOT_XLSX -");
  });

  it("are refused for very many parts, or two of one name", async () => {
    const many = Array.from({ length: 2_001 }, (_, index) => ({ name: `a${index}`, content: "" }));
    expect(await codeOf(writeArchive(many))).toBe("too_large FILE_TOO_LARGE -");
    const twice = { name: "xl/workbook.xml", content: "<workbook/>" };
    expect(await codeOf(writeArchive([twice, twice]))).toBe("too_large FILE_TOO_LARGE -");
  });

  it("are refused for one part that many sheets share", async () => {
    const big = sheetData([["2021年"], ["地区", "GDP"], ...Array.from({ length: 300 }, (_, at) => [`县${at}`, "1"])]);
    const relation = (index: number) => `<Relationship Id="r${index}" Type="x/worksheet" Target="s.xml"/>`;
    const ids = Array.from({ length: 100 }, (_, index) => index);
    const bytes = writeArchive([
      {
        name: "xl/workbook.xml",
        content: `<workbook xmlns:r="x"><sheets>${ids.map((id) => `<sheet name="T${id}" r:id="r${id}"/>`).join("")}</sheets></workbook>`,
      },
      { name: "xl/_rels/workbook.xml.rels", content: `<Relationships>${ids.map(relation).join("")}</Relationships>` },
      { name: "xl/s.xml", content: `<worksheet>${big}</worksheet>` },
    ]);
    expect(await codeOf(bytes, limits)).toBe("too_large FILE_TOO_LARGE -");
  });
});

it("tells that other workbooks are referred to, and opens none", async () => {
  const relations = '<Relationship Id="rX" Type="x/externalLink" Target="externalLinks/externalLink1.xml"/>';
  const decoded = await readFeedFile("xlsx", writeWorkbook([{ name: "S", content }], { relations }));
  expect(findingsOf(decoded)[0]).toBe("EXTERNAL_LINKS -");
});

it("never throws for changed bytes", async () => {
  const change = fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 0, max: 255 }));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const changed = Buffer.from(sound);
      for (const [at, byte] of changes) changed[at] = byte;
      const decoded = await readFeedFile("xlsx", changed);
      expect(["decoded", "unreadable", "misshapen", "too_large"]).toContain(decoded.outcome);
    }),
    { numRuns: 150 },
  );
});
