import { quote } from "../../../finding.ts";
import { notSdmx } from "../sdmx-refused.ts";

const MESSAGE = /^http:\/\/www\.sdmx\.org\/resources\/sdmxml\/schemas\/v(2_1|3_0|3_1)\/message$/;
const GENERIC = /^http:\/\/www\.sdmx\.org\/resources\/sdmxml\/schemas\/v\d_\d\/data\/generic$/;
const SPECIFIC =
  /^(|urn:sdmx:.*|http:\/\/www\.sdmx\.org\/resources\/sdmxml\/schemas\/v\d_\d\/(message|data\/structurespecific))$/;

export interface XmlName {
  readonly local: string;
  readonly uri: string;
}

export type SdmxMlLayout = "generic" | "specific";

const LAYOUTS: ReadonlyMap<string, SdmxMlLayout> = new Map([
  ["GenericData", "generic"],
  ["GenericTimeSeriesData", "generic"],
  ["StructureSpecificData", "specific"],
  ["StructureSpecificTimeSeriesData", "specific"],
]);

/** The layout that the root element names. @throws SdmxRefused where it is no data message of SDMX 2.1 or 3. */
export function layoutOf({ local, uri }: XmlName): SdmxMlLayout {
  const layout = LAYOUTS.get(local);
  if (layout !== undefined && MESSAGE.test(uri)) return layout;
  const isOlder = /SDMXML\/schemas\/v[12]_0/i.test(uri);
  const [zh, en] = isOlder
    ? ["该版本的 SDMX-ML 不再读取", "this version of SDMX-ML is not read"]
    : ["根元素不对", "its root is another element"];
  throw notSdmx({
    zh: `这不是 SDMX-ML 2.1 或 3.x 数据:${zh}(${quote(local)}, ${quote(uri)})。`,
    en: `This is no SDMX-ML data of 2.1 or 3.x: ${en} (${quote(local)}, ${quote(uri)}).`,
  });
}

export const isMessage = (uri: string): boolean => MESSAGE.test(uri);
export const isGeneric = (uri: string): boolean => GENERIC.test(uri);
/** Elements of a structure-specific data set stand in no namespace, or in that of their structure. */
export const isSpecific = (uri: string): boolean => SPECIFIC.test(uri);
export const isDataSet = ({ local, uri }: XmlName): boolean =>
  local === "DataSet" && (isMessage(uri) || uri.startsWith("urn:sdmx:"));
