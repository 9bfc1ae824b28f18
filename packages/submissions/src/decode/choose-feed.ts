import type { Feed, FeedFormat, ReferenceData } from "@yardstick/contracts";
import { quote } from "../finding.ts";
import { suggestClosest } from "../suggest-closest.ts";
import { type DecodeFault, decodeFault } from "./decoded-submission.ts";

export interface FeedQuestion {
  readonly format: FeedFormat;
  /** Named by who sends the file: nothing else is then looked at but the format. */
  readonly feed?: string | undefined;
  readonly fileName?: string | undefined;
  /** SDMX structure as the file names it: `ESTAT:EI_BPM6CA_Q(1.0)`. */
  readonly structure?: string | undefined;
}

export type FeedChoice =
  | { readonly ok: true; readonly feed: Feed | null }
  | { readonly ok: false; readonly fault: DecodeFault };

/**
 * The feed that is named, else the only one that is for such a file by its name or structure, else none. Two that fit
 * are refused: which one was meant decides what every figure means.
 */
export function chooseFeed(question: FeedQuestion, { feeds }: Pick<ReferenceData, "feeds">): FeedChoice {
  if (question.feed !== undefined) return namedFeed(question.feed, question.format, feeds);
  const fitting = [...feeds.values()].filter((feed) => fits(feed, question));
  const [only = null, ...others] = fitting;
  return others.length === 0 ? { ok: true, feed: only } : { ok: false, fault: ambiguous(fitting) };
}

function namedFeed(id: string, format: FeedFormat, feeds: ReferenceData["feeds"]): FeedChoice {
  const feed = feeds.get(id);
  if (feed === undefined) return { ok: false, fault: unknown(id, feeds) };
  return checkFeedFormat(feed, format);
}

/** Whether a feed that somebody chose is for files of this format. */
export function checkFeedFormat(feed: Feed, format: FeedFormat): FeedChoice {
  return feed.formats.includes(format) ? { ok: true, feed } : { ok: false, fault: otherFormat(feed, format) };
}

function fits(feed: Feed, { format, fileName, structure }: FeedQuestion): boolean {
  if (!feed.formats.includes(format) || feed.fileNames.length + feed.structures.length === 0) return false;
  return isOneOf(fileName, feed.fileNames) && isOneOf(structure, feed.structures);
}

const isOneOf = (text: string | undefined, patterns: readonly string[]) =>
  patterns.length === 0 || (text !== undefined && patterns.some((pattern) => matchesPattern(text, pattern)));

/** Whether a text is what a pattern says, in which `*` is any text. Case does not count, nor the width of characters. */
export function matchesPattern(text: string, pattern: string): boolean {
  const parts = plain(pattern).split("*");
  const [first = "", ...rest] = parts;
  const subject = plain(text);
  if (rest.length === 0) return subject === first;
  const last = rest.pop() ?? "";
  if (!subject.startsWith(first) || !subject.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = subject.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= subject.length - last.length;
}

const plain = (text: string) => text.normalize("NFKC").toLowerCase();

function unknown(id: string, feeds: ReferenceData["feeds"]): DecodeFault {
  return decodeFault("FEED_UNKNOWN", {
    field: null,
    zh: `没有名为${quote(id)}的数据源映射(feed)。`,
    en: `There is no feed ${quote(id)}.`,
    suggestion: suggestClosest(id, feeds.keys())[0] ?? null,
  });
}

function otherFormat({ id, formats }: Feed, format: FeedFormat): DecodeFault {
  return decodeFault("FEED_OF_OTHER_FORMAT", {
    field: null,
    zh: `数据源映射 ${id} 用于 ${formats.join("、")},不用于 ${format}。`,
    en: `The feed ${id} is for ${formats.join(", ")}, not for ${format}.`,
  });
}

function ambiguous(feeds: readonly Feed[]): DecodeFault {
  const ids = feeds.map(({ id }) => id);
  return decodeFault("FEED_AMBIGUOUS", {
    field: null,
    zh: `该文件同时符合 ${ids.join("、")};请指明其中一个。`,
    en: `The file fits the feeds ${ids.join(", ")}: name the one that is meant.`,
  });
}
