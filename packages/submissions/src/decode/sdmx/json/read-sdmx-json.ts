import type { DecodeQuestion } from "../../decode-rows.ts";
import { readTextSlices } from "../read-text-slices.ts";
import type { SdmxItem } from "../sdmx-fact.ts";
import { MAX_HELD_BYTES } from "../sdmx-limits.ts";
import { notSdmx, tooLarge } from "../sdmx-refused.ts";
import { feedJson } from "./feed-json.ts";
import { type JsonMessage, messageSink, newMessage } from "./sdmx-json-message.ts";

/**
 * The facts of SDMX-JSON 1.0 and 2.x and of the drafts before, in any layout: by series of any dimension, or flat. Where
 * the structure stands behind the data, the file is held until it is known, and then read a second time.
 */
export async function* readSdmxJson(
  chunks: AsyncIterable<Uint8Array>,
  { limits }: DecodeQuestion,
): AsyncGenerator<SdmxItem> {
  const held = new HeldChunks(Math.min(limits.maxFileBytes, MAX_HELD_BYTES));
  const first = yield* readOnce(held.keeping(chunks), null, () => held.letGo());
  if (first.structures === null) throw withoutPart("structure", "structures");
  if (first.dataSets.length === 0) throw withoutPart("dataSets", "dataSets");
  if (first.isDataUnread) yield* readOnce(held.again(), first, () => {});
}

async function* readOnce(
  chunks: AsyncIterable<Uint8Array>,
  before: JsonMessage | null,
  onStructureFirst: () => void,
): AsyncGenerator<SdmxItem, JsonMessage> {
  let items: SdmxItem[] = [];
  const message = newMessage((item) => items.push(item), before);
  const json = feedJson(messageSink(message, before !== null));
  for await (const text of readTextSlices(chunks)) {
    json.write(text);
    if (message.structures !== null && !message.isDataUnread) onStructureFirst();
    yield* items;
    items = [];
  }
  json.end();
  yield* items;
  return message;
}

/** The file's chunks, until it is clear that they are not needed again. */
class HeldChunks {
  readonly #maxBytes: number;
  #chunks: Uint8Array[] | null = [];
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  async *keeping(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#keep(chunk);
      yield chunk;
    }
  }

  letGo(): void {
    this.#chunks = null;
  }

  /** Each chunk is let go as soon as it is read. */
  async *again(): AsyncGenerator<Uint8Array> {
    const chunks = (this.#chunks ?? []).reverse();
    this.#chunks = null;
    for (let chunk = chunks.pop(); chunk !== undefined; chunk = chunks.pop()) yield chunk;
  }

  #keep(chunk: Uint8Array): void {
    if (this.#chunks === null) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes <= this.#maxBytes) return;
    throw tooLarge({
      zh: `该 SDMX-JSON 的 structure 不在数据之前,文件超过 ${this.#maxBytes} 字节时无法读取;请将其写在 dataSets 之前。`,
      en: `The structure does not stand before the data, which is taken up to ${this.#maxBytes} bytes: write it before dataSets.`,
    });
  }
}

function withoutPart(first: string, second: string) {
  const name = first === second ? first : `${first} (${second})`;
  return notSdmx({
    zh: `这不是 SDMX-JSON 数据:缺少 ${name}。`,
    en: `This is no SDMX-JSON data message: it has no ${name}.`,
  });
}
