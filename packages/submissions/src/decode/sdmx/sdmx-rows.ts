import { FEED_FIELDS, type Feed, type FeedFormat } from "@yardstick/contracts";
import { quote } from "../../finding.ts";
import type { DecodedItem, DecodeQuestion, DecodeRows } from "../decode-rows.ts";
import type { FaultDetail } from "../decoded-submission.ts";
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
  /** Letters of a table's columns; null where the format has none. */
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
    return this.#judged(fact, chosen, place);
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

  #judged(fact: SdmxFact, { mapping, feed, findUnread }: ChosenMapping, place: string): DecodedItem {
    if (fact.action === "D") {
      const words = checkDeletion(fact, mapping, { mayLack: feed === null || this.#format !== "sdmx-ml" });
      if (words !== null) return fault("DELETION_TOO_WIDE", { path: place, field: null, place, ...words });
    } else if (isWithoutFigure(fact, mapping)) return attributesPassedOver(place);
    const unread = findUnread?.(fact) ?? null;
    if (unread !== null) {
      const at = this.table === null ? place : `${this.table.columns.get(unread.id) ?? "A"}${fact.place}`;
      return fault("COMPONENT_NOT_READ", { path: at, field: null, place: at, zh: unread.zh, en: unread.en });
    }
    const fields = rowOf(fact, mapping, this.#readUnit);
    const comma = commaIn(fields.value, feed);
    if (comma !== null) return fault("DECIMAL_COMMA", { path: place, field: "value", place, ...comma });
    return { kind: "row", fields, place };
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
 * SDMX writes no thousands separators, and a point for the decimals. A comma is therefore either, and only a feed can
 * say which: the value then stays as it is written, and is read by the mark that the feed declares.
 */
function commaIn(value: unknown, feed: Feed | null): Pick<FaultDetail, "zh" | "en"> | null {
  if (typeof value !== "string" || feed?.table?.decimalMark === "," || !/\d[,\uff0c]|[,\uff0c]\d/u.test(value))
    return null;
  return {
    zh: `${quote(value)}中的逗号可能是小数点,也可能是千位分隔符:SDMX 的数值用小数点且不分节。如为小数逗号,请在数据源映射的 table.decimalMark 中写明 ","。`,
    en: `The comma of ${quote(value)} may mark decimals or thousands: numbers in SDMX have a point and no groups. If it marks decimals, a feed says so: "," as its table.decimalMark.`,
  };
}
