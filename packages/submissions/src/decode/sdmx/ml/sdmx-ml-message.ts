import { quote } from "../../../finding.ts";
import { fault } from "../../item.ts";
import { readAction, type SdmxItem } from "../sdmx-fact.ts";
import { bounded, MAX_COMPONENTS, MAX_DEPTH } from "../sdmx-limits.ts";
import { notSdmx, SdmxRefused } from "../sdmx-refused.ts";
import { SdmxMlData } from "./sdmx-ml-data.ts";
import { type HeaderStructure, SdmxMlHeader } from "./sdmx-ml-header.ts";
import {
  isDataSet,
  isGeneric,
  isMessage,
  isSpecific,
  layoutOf,
  type SdmxMlLayout,
  type XmlName,
} from "./sdmx-ml-names.ts";

export interface XmlAttribute extends XmlName {
  readonly value: string;
}

const XSI = "http://www.w3.org/2001/XMLSchema-instance";
/** Attributes of a data set that are no components. */
const OF_DATA_SET: ReadonlySet<string> = new Set([
  "structureRef",
  "action",
  "setID",
  "dataScope",
  "reportingBeginDate",
  "reportingEndDate",
  "validFromDate",
  "validToDate",
  "publicationYear",
  "publicationPeriod",
]);
/** Elements that hold figures: none of them is passed over in silence. */
const FIGURES: ReadonlySet<string> = new Set(["Obs", "Series"]);
const STRUCTURE_DEPTH = 3;
const MAX_STRUCTURES = 1_000;

/** A whole message: its header names the structures, its data sets hold the facts. */
export class SdmxMlMessage {
  readonly #emit: (item: SdmxItem) => void;
  readonly #header = new SdmxMlHeader();
  #depth = 0;
  #layout: SdmxMlLayout | null = null;
  #isHeader = false;
  #data: SdmxMlData | null = null;
  #dataSets = 0;
  /** Depth of an element that is passed over with all that it holds. */
  #passedOver: number | null = null;
  #text = "";
  #isNil = false;

  constructor(emit: (item: SdmxItem) => void) {
    this.#emit = emit;
  }

  open(name: XmlName, attributes: readonly XmlAttribute[], place: string): void {
    this.#depth += 1;
    bounded(this.#depth, MAX_DEPTH, { zh: "嵌套层数", en: "Levels of nesting" });
    bounded(attributes.length, MAX_COMPONENTS, { zh: "元素的属性数", en: "Attributes of one element" });
    this.#text = "";
    if (this.#passedOver !== null) return;
    if (this.#layout === null) this.#layout = layoutOf(name);
    else if (this.#depth === 2) this.#openPart(name, attributes, place);
    else if (this.#isHeader) this.#openHeader(name, attributes);
    else if (this.#data !== null && this.#isOfData(name)) {
      this.#isNil = attributes.some(
        ({ local, uri, value }) => local === "nil" && uri === XSI && /^(true|1)$/.test(value),
      );
      this.#data.open(name.local, componentsOf(attributes), place);
    } else {
      if (this.#data !== null && FIGURES.has(name.local)) this.#emit(ofOtherNamespace(name, place));
      this.#passedOver = this.#depth;
    }
  }

  text(text: string): void {
    this.#text += text;
  }

  close(name: XmlName): void {
    if (this.#passedOver === null) this.#closeKnown(name);
    else if (this.#passedOver === this.#depth) this.#passedOver = null;
    this.#depth -= 1;
    this.#text = "";
  }

  /** @throws SdmxRefused where no data set was there. */
  end(): void {
    if (this.#dataSets > 0) return;
    throw notSdmx({ zh: "文件中没有数据集(DataSet)。", en: "The message has no data set." });
  }

  #openPart(name: XmlName, attributes: readonly XmlAttribute[], place: string): void {
    if (name.local === "Header" && isMessage(name.uri)) this.#isHeader = true;
    else if (isDataSet(name)) this.#data = this.#openDataSet(attributes, place);
    else this.#passedOver = this.#depth;
  }

  #openHeader(name: XmlName, attributes: readonly XmlAttribute[]): void {
    this.#header.open(name.local, new Map(attributes.map(({ local, value }) => [local, value])));
    bounded(this.#header.size, MAX_STRUCTURES, { zh: "文件中的结构", en: "Structures in one file" });
  }

  #openDataSet(attributes: readonly XmlAttribute[], place: string): SdmxMlData {
    this.#dataSets += 1;
    const head = new Map(attributes.map(({ local, value }) => [local, value]));
    const word = head.get("action") ?? "Information";
    const action = readAction(word);
    if (action === null) throw unknownAction(word, place);
    const own = [...componentsOf(attributes)].filter(([id]) => !OF_DATA_SET.has(id));
    const layout = this.#layout ?? "specific";
    const structure = this.#structureOf(head.get("structureRef"), place);
    return new SdmxMlData({ layout, structure, action, attributes: new Map(own), emit: this.#emit, place });
  }

  #structureOf(reference: string | undefined, place: string): HeaderStructure {
    const structure = this.#header.structureOf(reference);
    if (structure !== null) return structure;
    throw notSdmx({
      place,
      zh: `数据集引用的结构 ${quote(reference ?? "")} 在文件头中不存在。`,
      en: `The data set is of the structure ${quote(reference ?? "")}, which the header does not have.`,
    });
  }

  #isOfData({ uri }: XmlName): boolean {
    return this.#layout === "generic" ? isGeneric(uri) : isSpecific(uri);
  }

  #closeKnown({ local }: XmlName): void {
    if (this.#depth === 2) this.#closePart();
    else if (this.#isHeader) {
      this.#header.text(this.#text);
      this.#header.close(local, this.#depth, STRUCTURE_DEPTH);
    } else if (this.#data !== null) {
      if (local === "Value") this.#data.value(this.#isNil ? "" : this.#text.trim());
      this.#data.close(local);
    }
  }

  #closePart(): void {
    this.#isHeader = false;
    this.#data?.end();
    this.#data = null;
  }
}

/** Components are the attributes that stand in no namespace. */
function componentsOf(attributes: readonly XmlAttribute[]): ReadonlyMap<string, string> {
  const components = new Map<string, string>();
  for (const { local, uri, value } of attributes) if (uri === "") components.set(local, value);
  return components;
}

function ofOtherNamespace({ local, uri }: XmlName, place: string): SdmxItem {
  return fault("BODY_NOT_SDMX", {
    path: place,
    place,
    field: null,
    zh: `元素 ${quote(local)} 的命名空间 ${quote(uri)} 不是 SDMX 数据的命名空间,未读取。`,
    en: `The element ${quote(local)} stands in the namespace ${quote(uri)}, which is none of SDMX's data: it is not read.`,
  }) as SdmxItem;
}

function unknownAction(word: string, place: string): SdmxRefused {
  return new SdmxRefused("misshapen", "ACTION_UNKNOWN", {
    place,
    zh: `SDMX-ML 没有动作(action)${quote(word)},应为 Information、Append、Merge、Replace 或 Delete。`,
    en: `SDMX-ML has no action ${quote(word)}: it is Information, Append, Merge, Replace or Delete.`,
  });
}
