import type { FeedFormat } from "@yardstick/contracts";
import { boundedChunks, FileTooLarge } from "./bounded-chunks.ts";
import { checkFeedFormat, chooseFeed } from "./choose-feed.ts";
import type { DecodedItem, DecodeQuestion } from "./decode-rows.ts";
import { fatalFault } from "./item.ts";
import { ROW_DECODERS } from "./row-decoders.ts";

/**
 * The items of a file in any format but JSON, with the feed chosen and the file's size bounded: what speaks against
 * either is a last, fatal fault.
 */
export async function* readItems(
  format: Exclude<FeedFormat, "json">,
  chunks: AsyncIterable<Uint8Array>,
  question: DecodeQuestion,
): AsyncGenerator<DecodedItem> {
  const choice =
    question.feed === undefined
      ? chooseFeed({ format, fileName: question.fileName }, question.reference)
      : checkFeedFormat(question.feed, format);
  if (!choice.ok) return yield fatalFault("misshapen", choice.fault);
  const { feed } = choice;
  if (feed !== null && question.feed === undefined) yield { kind: "feed", feed };
  const decode = ROW_DECODERS[format];
  if (decode === undefined) throw new RangeError(`nothing reads ${format}`);
  try {
    yield* decode(
      boundedChunks(chunks, question.limits.maxFileBytes),
      feed === null ? question : { ...question, feed },
    );
  } catch (error) {
    if (!(error instanceof FileTooLarge)) throw error;
    yield fatalFault("too_large", error.fault);
  }
}
