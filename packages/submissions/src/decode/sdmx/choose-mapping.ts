import type { Feed, FeedFormat } from "@yardstick/contracts";
import { quote } from "../../finding.ts";
import { chooseFeed, matchesPattern } from "../choose-feed.ts";
import type { DecodeQuestion } from "../decode-rows.ts";
import {
  CONVENTIONS,
  componentsBeyondConventions,
  NOTHING_BEYOND,
  REQUIRED_BY_CONVENTIONS,
} from "./sdmx-conventions.ts";
import type { SdmxFact } from "./sdmx-fact.ts";
import { mappingOf, type SdmxMapping } from "./sdmx-mapping.ts";
import { SdmxRefused } from "./sdmx-refused.ts";
import { type UnreadComponent, unreadComponents } from "./sdmx-unread.ts";

export interface ChosenMapping {
  /** Null for the conventions. */
  readonly feed: Feed | null;
  readonly mapping: SdmxMapping;
  /** What the feed leaves unread of a fact; null for the conventions, which have their own bounds. */
  readonly findUnread: ((fact: SdmxFact) => UnreadComponent | null) | null;
}

/**
 * How the facts of a structure are read: by the feed that is asked for, else the only one that is for the structure
 * (its version may be left out of the feed), else by SDMX's conventions. @throws SdmxRefused where nothing fits.
 */
export function chooseMapping(fact: SdmxFact, format: FeedFormat, question: DecodeQuestion): ChosenMapping {
  const feed = question.feed === undefined ? feedFor(fact.structure, format, question) : checked(question.feed, fact);
  if (feed !== null) return { feed, mapping: mappingOf(feed), findUnread: unreadComponents(feed) };
  const lacking = REQUIRED_BY_CONVENTIONS.filter((id) => !fact.components.has(id));
  if (lacking.length > 0)
    throw noFeedFor(fact, question, { zh: `没有 ${lacking.join("、")}`, en: `has no ${lacking.join(", ")}` });
  return { feed: null, mapping: mappingOf(CONVENTIONS), findUnread: null };
}

/** @throws SdmxRefused where a fact that is read by the conventions says more than they know. */
export function checkConventions(fact: SdmxFact, place: string, question: DecodeQuestion): void {
  const beyond = componentsBeyondConventions(fact.components);
  if (beyond === NOTHING_BEYOND) return;
  const ids = beyond.slice(0, 8).join(", ");
  throw noFeedFor({ ...fact, place }, question, {
    zh: `另有 ${ids},其含义未知`,
    en: `says more than is understood without a feed: ${ids}`,
  });
}

const withoutVersion = (structure: string) => structure.replace(/\([^()]*\)$/, "");

function feedFor(structure: string, format: FeedFormat, { fileName, reference }: DecodeQuestion): Feed | null {
  for (const name of new Set([structure, withoutVersion(structure)])) {
    const choice = chooseFeed({ format, fileName, structure: name }, reference);
    if (!choice.ok)
      throw new SdmxRefused(
        "misshapen",
        choice.fault.issue.code as "FEED_AMBIGUOUS",
        wordsOf(choice.fault.issue.message),
      );
    if (choice.feed !== null) return choice.feed;
  }
  return null;
}

const wordsOf = ({ zh, en }: { readonly zh: string; readonly en: string }) => ({ zh, en });

function checked(feed: Feed, fact: SdmxFact): Feed {
  const names = [fact.structure, withoutVersion(fact.structure)];
  const isFor = (pattern: string) => names.some((name) => matchesPattern(name, pattern));
  if (feed.structures.length === 0 || feed.structures.some(isFor)) return feed;
  throw new SdmxRefused("misshapen", "STRUCTURE_UNKNOWN", {
    place: fact.place,
    zh: `数据源映射 ${feed.id} 用于结构 ${feed.structures.join("、")},不用于 ${quote(fact.structure)}。`,
    en: `The feed ${feed.id} is for the structures ${feed.structures.join(", ")}, not for ${quote(fact.structure)}.`,
  });
}

const MAX_NAMED = 10;

function noFeedFor(
  fact: SdmxFact,
  { reference }: DecodeQuestion,
  why: { readonly zh: string; readonly en: string },
): SdmxRefused {
  const ids = [...reference.feeds.values()]
    .filter(({ formats }) => formats.some((one) => one.startsWith("sdmx-")))
    .map(({ id }) => id);
  const listed = ids.slice(0, MAX_NAMED).join(", ");
  const [zh, en] =
    ids.length === 0 ? ["现无 SDMX 数据源映射", "there are none for SDMX"] : [`现有:${listed}`, `there are ${listed}`];
  return new SdmxRefused("misshapen", "STRUCTURE_UNKNOWN", {
    place: fact.place,
    zh: `没有适用于结构 ${quote(fact.structure)} 的数据源映射(feed;${zh}),该结构${why.zh},无法按通用约定读取。`,
    en: `No feed is for the structure ${quote(fact.structure)} (${en}), and it cannot be read without one: it ${why.en}.`,
  });
}
