import { describe, expect, it } from "vitest";
import { faultsOf, readFeedFile, rowsOf } from "./read-feed-file.ts";
import { writeArchive } from "./write-archive.ts";
import { sheetData, writeWorkbook } from "./write-workbook.ts";

const HEADINGS = ["地区", "时期", "地区生产总值(万元)"];
/** The 31st of December 2021 since 1904. */
const content = sheetData([HEADINGS, ["抚顺县", '<c s="1"><v>43099</v></c>', "294597"]]);
const STYLES = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';

/** As Excel for the Mac and Excel since 2013 write it. */
const WORKBOOK = `<workbook xmlns:r="r" xmlns:x14="x14" xmlns:mc="mc"><workbookPr date1904="1"/>
<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="/"/></mc:Choice></mc:AlternateContent>
<sheets><sheet name="S" sheetId="1" state="show" r:id="rId1"/></sheets>
<extLst><ext><x14:workbookPr defaultImageDpi="32767"/></ext></extLst></workbook>`;
const RELATIONS = `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="x/styles" Target="styles.xml"/></Relationships>`;

const partsIn = (rename: (name: string) => string) =>
  writeArchive(
    [
      { name: "xl/workbook.xml", content: WORKBOOK },
      { name: "xl/_rels/workbook.xml.rels", content: RELATIONS },
      { name: "xl/styles.xml", content: STYLES },
      { name: "xl/worksheets/sheet1.xml", content: `<worksheet>${content}</worksheet>` },
    ].map((part) => ({ ...part, name: rename(part.name) })),
  );

describe("a workbook as programs save it", () => {
  it.each<[string, (name: string) => string]>([
    ["with extensions that are named as what they extend", (name) => name],
    ["with parts in another case", (name) => name.replace("styles", "Styles").replace("sheet1", "Sheet1")],
    ["with backslashes", (name) => name.replaceAll("/", "\\")],
  ])("%s", async (_, rename) => {
    expect(rowsOf(await readFeedFile("xlsx", partsIn(rename)))).toMatchObject([
      { region: "抚顺县", period: "2021-12-31", value: "294597" },
    ]);
  });

  it("is refused without the styles that it names: a date would be a number", async () => {
    const bytes = partsIn((name) => name.replace("styles", "lost"));
    expect(faultsOf(await readFeedFile("xlsx", bytes))).toEqual(["unreadable", "BODY_NOT_XLSX -"]);
  });

  it("is refused with two parts of one name in different cases", async () => {
    const bytes = writeArchive(["xl/workbook.xml", "xl/Workbook.xml"].map((name) => ({ name, content: WORKBOOK })));
    expect(faultsOf(await readFeedFile("xlsx", bytes))).toEqual(["too_large", "FILE_TOO_LARGE -"]);
  });

  it("is refused in words where none of its sheets has a number", async () => {
    const decoded = await readFeedFile("xlsx", writeWorkbook([{ name: "说明", content: sheetData([["填报说明"]]) }]));
    expect(decoded).toMatchObject({
      outcome: "misshapen",
      faults: [
        {
          issue: {
            code: "FIELD_INVALID",
            message: {
              en: "The file has no row of figures. 说明!A1: The sheet has no numbers and is not read.",
              zh: "文件中没有可读取的数据行。说明!A1:该工作表没有数字,未读取。",
            },
          },
        },
      ],
    });
  });

  it("is refused in words where it was cut off", async () => {
    const bytes = partsIn((name) => name);
    const decoded = await readFeedFile("xlsx", bytes.subarray(0, bytes.length - 30));
    expect(JSON.stringify(decoded)).toContain("damaged or was cut off");
  });
});
