import { describe, expect, it } from "vitest";
import { ArchiveFault } from "./open-archive.ts";
import { readMergedCells } from "./read-merged-cells.ts";
import { readSheet } from "./read-sheet.ts";
import { readStyles } from "./read-styles.ts";
import { readXml } from "./read-xml.ts";

async function* inChunks(text: string | Uint8Array, size = 7) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function namesOf(xml: string) {
  const names: string[] = [];
  for await (const events of readXml(inChunks(xml)))
    for (const event of events) names.push(event.kind === "text" ? event.text : `${event.kind} ${event.name}`);
  return names.join(" ");
}

describe("the XML of a part", () => {
  it("is read without its extensions, however deep they nest", async () => {
    const inside = "<ext><x14:a>1<x14:extLst/></x14:a></ext>";
    expect(await namesOf(`<w><a/><extLst>${inside}</extLst><b>2</b><x:extLst/><c/></w>`)).toBe(
      "open w open a close a open b 2 close b open c close c close w",
    );
  });

  it("is read as those programs do that know no extension", async () => {
    const alternatives = "<mc:Choice><a>1</a></mc:Choice><mc:Fallback><b>2</b></mc:Fallback>";
    expect(await namesOf(`<mc:AlternateContent>${alternatives}</mc:AlternateContent>`)).toBe(
      "open AlternateContent open Fallback open b 2 close b close Fallback close AlternateContent",
    );
  });

  it("is refused where it is not in UTF-8", async () => {
    const read = async () => {
      for await (const _ of readXml(inChunks(Buffer.from("<a>\u00e9</a>", "latin1"))));
    };
    await expect(read()).rejects.toThrow("not in UTF-8");
  });
});

describe("merged cells", () => {
  const behind = (tags: string) => `<worksheet><sheetData><row/></sheetData>${tags}</worksheet>`;

  it("are found behind more links than are held", async () => {
    const links = '<hyperlink ref="A1" display="x"/>'.repeat(150_000);
    const sheet = behind(`<hyperlinks>${links}</hyperlinks><mergeCells><mergeCell ref="B2:C3"/></mergeCells>`);
    expect(sheet.length).toBeGreaterThan(4 * 1024 * 1024);
    expect(await readMergedCells(inChunks(sheet, 65_536))).toEqual([{ top: 2, bottom: 3, left: 1, right: 2 }]);
  });

  it("are found once each, wherever their tags are cut", async () => {
    const sheet = behind('<mergeCells><mergeCell ref="B2:C3"/><x:mergeCell\nref="a1:a9"></x:mergeCell></mergeCells>');
    for (const size of [1, 2, 5, 13, 1_000])
      expect(await readMergedCells(inChunks(sheet, size))).toEqual([
        { top: 1, bottom: 9, left: 0, right: 0 },
        { top: 2, bottom: 3, left: 1, right: 2 },
      ]);
  });

  it("are refused behind a tag without an end", async () => {
    const sheet = behind(`<x a="${"y".repeat(5 * 1024 * 1024)}"/>`);
    await expect(readMergedCells(inChunks(sheet, 65_536))).rejects.toThrow(ArchiveFault);
  });
});

it("the formats of conditional formats are not those of cells", async () => {
  const own = '<numFmts><numFmt numFmtId="176" formatCode="yyyy"/></numFmts><cellXfs><xf numFmtId="176"/></cellXfs>';
  const conditional = '<dxfs><dxf><numFmt numFmtId="176" formatCode="0%"/></dxf></dxfs>';
  const styles = await readStyles(readXml(inChunks(`<styleSheet>${own}${conditional}</styleSheet>`)));
  expect(styles.map(({ form }) => form)).toEqual(["year"]);
});

it("cells may be named in small letters", async () => {
  const sheet = readSheet("S", inChunks('<sheetData><row r="1"><c r="b1"><v>7</v></c></row></sheetData>'), {
    book: { sheets: [], strings: [], styles: [], is1904: false, externalLinks: 0 },
    merged: [],
    onFootnote: () => {},
  });
  const rows = [];
  for await (const row of sheet.rows) rows.push(row.cells.map((cell) => cell?.text));
  expect(rows).toEqual([[undefined, "7"]]);
});
