import { describe, expect, it } from "vitest";
import { decodeText, feedOf, from, reasonOf } from "./testing/decode-text.ts";

const SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1";
const HEADER = `<m:Header><m:ID>x</m:ID><m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD">
<c:Structure><Ref agencyID="LN" id="FIGURES" version="1.0" class="DataStructure"/></c:Structure></m:Structure></m:Header>`;

const specific = (body: string, { head = 'ss:structureRef="S" action="Replace"', uri = `${SCHEMAS}/message` } = {}) =>
  `<?xml version="1.0"?><m:StructureSpecificData xmlns:m="${uri}" xmlns:c="${SCHEMAS}/common" xmlns:ss="${SCHEMAS}/data/structurespecific" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${HEADER}
<m:DataSet ${head}>
${body}</m:DataSet></m:StructureSpecificData>`;

const generic = (body: string) =>
  `<GenericData xmlns="${SCHEMAS}/message" xmlns:m="${SCHEMAS}/message" xmlns:c="${SCHEMAS}/common" xmlns:q="${SCHEMAS}/data/generic">${HEADER}
<DataSet structureRef="S">${body}</DataSet></GenericData>`;

const OBS = '<Obs REF_AREA="210421" INDICATOR="gdp" TIME_PERIOD="2021" OBS_VALUE="1"/>\n';

describe("SDMX-ML", () => {
  it("joins attributes of data set, series and observation; the place is the line", async () => {
    const { rows, places, faults } = await decodeText(
      specific(
        '<Series REF_AREA="210421" INDICATOR="gdp" UNIT_MULT="4">\n<Obs TIME_PERIOD="2020"\n OBS_VALUE="304037" OBS_STATUS="A"/>\n<Obs TIME_PERIOD="2021" OBS_VALUE="NaN"/></Series>',
        { head: 'ss:structureRef="S" action="Append" setID="1" UNIT_MEASURE="CNY"' },
      ),
    );
    expect(faults).toEqual([]);
    expect(rows).toEqual([
      { region: "210421", indicator: "gdp", period: "2020", value: "304037", unit: "万元", status: "A" },
      { region: "210421", indicator: "gdp", period: "2021", value: null, unit: "万元", status: "missing" },
    ]);
    expect(places).toEqual(["line 6", "line 8"]);
  });

  it("joins a structure-specific group to the series that agree in what they share", async () => {
    const { rows } = await decodeText(
      specific(
        `<Group xsi:type="S:Sibling" REF_AREA="210421" UNIT_MULT="8" UNIT_MEASURE="CNY"/>
<Group xsi:type="S:Sibling" REF_AREA="210422" UNIT_MULT="4" UNIT_MEASURE="CNY"/>
<Series REF_AREA="210421" INDICATOR="gdp"><Obs TIME_PERIOD="2021" OBS_VALUE="1"/></Series>
<Series REF_AREA="210422" INDICATOR="gdp"><Obs TIME_PERIOD="2021" OBS_VALUE="2"/></Series>
<Series REF_AREA="210423" INDICATOR="gdp"><Obs TIME_PERIOD="2021" OBS_VALUE="3"/></Series>`,
      ),
    );
    expect(rows.map(({ region, unit }) => [region, unit])).toEqual([
      ["210421", "亿元"],
      ["210422", "万元"],
      ["210423", undefined],
    ]);
  });

  it("joins a generic group by its key, whatever the prefixes are called", async () => {
    const value = (id: string, text: string) => `<q:Value id="${id}" value="${text}"/>`;
    const { rows, faults } = await decodeText(
      generic(`<q:Group type="G"><q:GroupKey>${value("REF_AREA", "210421")}</q:GroupKey><q:Attributes>${value("UNIT_MEASURE", "元")}${value("UNIT_MULT", "4")}</q:Attributes></q:Group>
<q:Series><q:SeriesKey>${value("REF_AREA", "210421")}${value("INDICATOR", "gdp")}</q:SeriesKey><q:Attributes>${value("COMMENT", "a &amp; b")}</q:Attributes>
<q:Obs><q:ObsDimension value="2021"/><q:ObsValue value="294597"/><q:Attributes>${value("OBS_STATUS", "P")}</q:Attributes></q:Obs>
<q:Obs><q:ObsDimension id="TIME_PERIOD" value="2020"/></q:Obs></q:Series>`),
    );
    expect(faults).toEqual([]);
    expect(rows).toEqual([
      { region: "210421", indicator: "gdp", period: "2021", value: "294597", unit: "万元", status: "P", note: "a & b" },
      { region: "210421", indicator: "gdp", period: "2020", value: null, unit: "万元", note: "a & b" },
    ]);
  });

  it("reads values that stand in elements, and none where they are nil", async () => {
    const feed = feedOf({
      region: from("REF_AREA"),
      indicator: from("INDICATOR"),
      period: from("TIME_PERIOD"),
      value: from("OBS_VALUE"),
      note: from("REMARK"),
    });
    const { rows } = await decodeText(
      specific(
        `<Obs REF_AREA="210421" INDICATOR="gdp" TIME_PERIOD="2021" OBS_VALUE="1"><Comp id="REMARK"><Value>一</Value><Value>二</Value></Comp></Obs>
<Obs REF_AREA="210421" INDICATOR="gdp" TIME_PERIOD="2020"><Comp id="OBS_VALUE"><Value xsi:nil="true"/></Comp></Obs>`,
      ),
      { feed },
    );
    expect(rows.map(({ value, note }) => [value, note])).toEqual([
      ["1", "一;二"],
      [null, undefined],
    ]);
  });

  it("goes by namespaces: what stands in a foreign one is passed over with all that it holds", async () => {
    const { rows } = await decodeText(
      specific(
        `<f:Series xmlns:f="urn:other"><Obs REF_AREA="x"/></f:Series>${OBS}<c:Annotations><c:Annotation/></c:Annotations>`,
      ),
    );
    expect(rows).toHaveLength(1);
    const other = await decodeText(specific(OBS, { uri: "urn:not-sdmx" }));
    expect(other.faults).toEqual(["BODY_NOT_SDMX!"]);
    const older = await decodeText(specific(OBS, { uri: "http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message" }));
    expect(reasonOf(older)).toContain("this version of SDMX-ML is not read");
  });

  it("withdraws what is deleted one by one, and refuses to delete series, data sets or what is left out", async () => {
    const head = 'ss:structureRef="S" action="Delete"';
    const one = await decodeText(
      specific('<Obs REF_AREA="210421" INDICATOR="gdp" TIME_PERIOD="2021" COMMENT="重复"/>', { head }),
    );
    expect(one.rows).toEqual([
      {
        region: "210421",
        indicator: "gdp",
        period: "2021",
        value: null,
        status: "withdrawn",
        note: "重复",
        explanation: "重复",
      },
    ]);
    const wide = await decodeText(
      specific(
        `${OBS}<Series REF_AREA="210421" INDICATOR="gdp"/><Obs REF_AREA="" INDICATOR="gdp" TIME_PERIOD="2021"/>`,
        { head },
      ),
    );
    expect(wide.faults).toEqual(["DELETION_TOO_WIDE line 6", "DELETION_TOO_WIDE line 6"]);
    expect((await decodeText(specific("", { head }))).faults).toEqual(["DELETION_TOO_WIDE line 4"]);
  });

  it.each([
    [
      "a document type",
      `<!DOCTYPE x [<!ENTITY a "b">]>${specific(OBS)}`.replace(/(<!.*]>)(<\?xml.*?\?>)/, "$2$1"),
      "BODY_NOT_SDMX!",
    ],
    ["an entity that nobody declared", specific(OBS.replace('"1"', '"&a;"')), "BODY_NOT_XML! line 5"],
    ["half of a surrogate pair", specific(OBS.replace('"1"', '"&#xD83D;"')), "BODY_NOT_XML! line 5"],
    ["XML that ends early", specific(OBS).slice(0, -9), "BODY_NOT_XML! line 6"],
    ["an unknown action", specific(OBS, { head: 'ss:structureRef="S" action="Burn"' }), "ACTION_UNKNOWN! line 4"],
    ["an unknown structure", specific(OBS, { head: 'ss:structureRef="T"' }), "BODY_NOT_SDMX! line 4"],
    ["another message", specific(OBS).replaceAll("StructureSpecificData", "Structure"), "BODY_NOT_SDMX!"],
    ["no data set", specific(OBS).replace(/<m:DataSet.*<\/m:DataSet>/s, ""), "BODY_NOT_SDMX!"],
    ["UTF-16", specific(OBS).replace('version="1.0"', 'version="1.0" encoding="UTF-16"'), "BODY_NOT_UTF8!"],
    ["too much depth", specific("<c:a>".repeat(100)), "FILE_TOO_LARGE!"],
  ])("refuses %s", async (_, text, fault) => {
    const decoded = await decodeText(text);
    expect(decoded.faults.at(-1)).toBe(fault);
  });

  it("refuses one attribute that would fill the memory", async () => {
    const decoded = await decodeText(specific(OBS.replace('"1"', `"${"1".repeat(1_200_000)}"`)), {
      chunkBytes: 65_536,
    });
    expect(decoded.faults).toEqual(["FILE_TOO_LARGE!"]);
  });
});
