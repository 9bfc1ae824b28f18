import { FEED_FIELDS, type FeedFormat } from "@yardstick/contracts";
import type { DecodedItem, DecodeQuestion, DecodeRows } from "../decode-rows.ts";
import { fault } from "../item.ts";
import { ROW_FIELDS } from "../row-fields.ts";
import { type ChosenMapping, checkConventions, chooseMapping } from "./choose-mapping.ts";
import { attributesPassedOver, checkDeletion } from "./sdmx-deletion.ts";
import type { SdmxFact, SdmxItem } from "./sdmx-fact.ts";
import { bounded } from "./sdmx-limits.ts";
import { readField, type SdmxMapping } from "./sdmx-mapping.ts";
import { SdmxRefused } from "./sdmx-refused.ts";
import { rowOf } from "./sdmx-row.ts";
import { type UnitReader, unitReader } from "./sdmx-unit.ts";

/** What every dialect gives: its facts in the file's order. */
export type ReadSdmx = (chunks: AsyncIterable<Uint8Array>, question: DecodeQuestion) => AsyncIterable<SdmxItem>;

/** A decoder out of the reader of a dialect: facts become rows by a feed, or by SDMX's conventions. */
export function sdmxRows(format: FeedFormat, read: ReadSdmx): DecodeRows {
  return async function* decode(chunks, question) {
    const rows = new RowMaker(format, question);
    try {
      for await (const item of read(chunks, question)) {
        if (item.kind === "columns") rows.table = item;
        else if (item.kind !== "fact") yield item;
        else {
          if (!rows.knows(item.structure)) yield* rows.choose(item);
          yield rows.itemOf(item);
        }
      }
    } catch (error) {
      if (!(error instanceof SdmxRefused)) throw error;
      yield error.item;
    }
  };
}

const MAX_STRUCTURES = 1_000;
const MAX_PLACE_CHARS = 128;

class RowMaker {
  /** Letters of a table's columns, and whether it writes 12,4; null where the format has none. */
  table: Extract<SdmxItem, { kind: "columns" }> | null = null;
  readonly #format: FeedFormat;
  readonly #question: DecodeQuestion;
  readonly #mappings = new Map<string, ChosenMapping>();
  readonly #readUnit: UnitReader;

  constructor(format: FeedFormat, question: DecodeQuestion) {
    this.#format = format;
    this.#question = question;
    this.#readUnit = unitReader(question.reference);
  }

  knows(structure: string): boolean {
    return this.#mappings.has(structure);
  }

  /** @throws SdmxRefused where nothing says how the facts of this structure are read. */
  *choose(fact: SdmxFact): Generator<DecodedItem> {
    const chosen = chooseMapping({ ...fact, place: this.#placeOf(fact, null) }, this.#format, this.#question);
    yield* this.#announce(chosen);
    this.#mappings.set(fact.structure, chosen);
    bounded(this.#mappings.size, MAX_STRUCTURES, { zh: "文件中的结构", en: "Structures in one file" });
  }

  /** The row of a fact, or what speaks against it. @throws SdmxRefused where the conventions do not reach. */
  itemOf(fact: SdmxFact): DecodedItem {
    const chosen = this.#mappings.get(fact.structure);
    if (chosen === undefined) throw new RangeError("a mapping is chosen before it is used");
    const place = this.#placeOf(fact, chosen.mapping);
    if (chosen.feed === null) checkConventions(fact, place, this.#question);
    const item = this.#judged(fact, chosen, place);
    return this.table?.hasDecimalComma === true && chosen.feed?.table === undefined ? withDecimalPoint(item) : item;
  }

  *#announce({ feed, mapping }: ChosenMapping): Generator<DecodedItem> {
    const [before] = this.#mappings.values();
    if (before !== undefined) {
      if (before.feed === feed) return;
      throw new SdmxRefused("misshapen", "FEED_AMBIGUOUS", {
        zh: "文件中的各结构适用不同的数据源映射,请分别报送。",
        en: "The structures of the file are read by different feeds: send them one by one.",
      });
    }
    if (feed !== null && this.#question.feed === undefined) yield { kind: "feed", feed };
    if (this.table !== null) yield { kind: "table", table: "", fields: this.#locators(mapping) };
  }

  #locators(mapping: SdmxMapping): Record<string, string> {
    const fields: Record<string, string> = {};
    for (const field of FEED_FIELDS) {
      const origin = mapping.get(field);
      const column = origin?.from === "component" ? this.table?.columns.get(origin.id) : undefined;
      if (column !== undefined && ROW_FIELDS.has(field)) fields[field] = column;
    }
    return fields;
  }

  /** In a table the place is the cell of the figure. */
  #placeOf({ place }: SdmxFact, mapping: SdmxMapping | null): string {
    if (this.table === null) return place.length <= MAX_PLACE_CHARS ? place : place.slice(0, MAX_PLACE_CHARS);
    const origin = mapping?.get("value");
    const column = origin?.from === "component" ? this.table.columns.get(origin.id) : undefined;
    return `${column ?? "A"}${place}`;
  }

  #judged(fact: SdmxFact, { mapping, feed }: ChosenMapping, place: string): DecodedItem {
    if (fact.action === "D") {
      const words = checkDeletion(fact, mapping, { mayLack: feed === null || this.#format !== "sdmx-ml" });
      if (words !== null) return fault("DELETION_TOO_WIDE", { path: place, field: null, place, ...words });
    } else if (isWithoutFigure(fact, mapping)) return attributesPassedOver(place);
    return { kind: "row", fields: rowOf(fact, mapping, this.#readUnit), place };
  }
}

/** Attributes of a part of the key: neither a measure nor all that names a figure. */
function isWithoutFigure(fact: SdmxFact, mapping: SdmxMapping): boolean {
  const origin = mapping.get("value");
  if (origin?.from !== "component" || (fact.components.get(origin.id) ?? "").trim() !== "") return false;
  const period = readField("period", mapping, fact) ?? readField("year", mapping, fact);
  return [period, readField("region", mapping, fact), readField("indicator", mapping, fact)].includes(undefined);
}

/**
 * SDMX writes no thousands separators: where columns are separated by semicolons, as the field guide has it for such
 * locales, a comma in a number is its decimal mark. A feed that describes the table says so itself.
 */
function withDecimalPoint(item: DecodedItem): DecodedItem {
  if (item.kind !== "row" || typeof item.fields.value !== "string" || !/^[+-]?\d+,\d+$/.test(item.fields.value))
    return item;
  return { ...item, fields: { ...item.fields, value: item.fields.value.replace(",", ".") } };
}
