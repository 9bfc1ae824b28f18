import { ACCUMULATIONS, CALIBERS, MEASURES, PRICE_BASES } from "../../vocabulary.ts";
import type { Feed, FeedField, FieldOrigin } from "../feed.ts";
import { resolveIndicator, resolveStatus, resolveUnit } from "../resolve-name.ts";
import { type FeedContext, type FeedProblem, feedError } from "./feed-problem.ts";

/** Codes that a feed writes into rows, as constants or for codes of theirs, and that the catalogue does not have. */
export function checkFeedCodes({ fields }: Feed, context: FeedContext): FeedProblem[] {
  return (Object.entries(fields) as [FeedField, FieldOrigin][]).flatMap(([field, origin]) =>
    writtenBy(field, origin).flatMap(({ path, code }) => checkCode(field, { path, code }, context)),
  );
}

interface WrittenCode {
  readonly path: string;
  readonly code: string;
}

function writtenBy(field: FeedField, origin: FieldOrigin): WrittenCode[] {
  if (origin.from === "constant") return [{ path: `fields.${field}.value`, code: origin.value }];
  return Object.entries(origin.codes ?? {}).map(([theirs, code]) => ({
    path: `fields.${field}.codes.${theirs}`,
    code,
  }));
}

function checkCode(field: FeedField, { path, code }: WrittenCode, context: FeedContext): FeedProblem[] {
  const known = KNOWN[field];
  // Nothing for one of their codes means that the field is not sent: _Z, not applicable.
  if (known === undefined || code === "" || known.has(code, context)) return [];
  return [
    feedError("UNKNOWN_NAME", {
      path,
      zh: `没有${known.zh}${code}`,
      en: `there is no ${known.en} ${code}`,
      got: code,
      candidates: known.all(context),
    }),
  ];
}

interface Catalogue {
  readonly zh: string;
  readonly en: string;
  has(code: string, context: FeedContext): boolean;
  all(context: FeedContext): Iterable<string>;
}

const words = (zh: string, en: string, list: readonly string[]): Catalogue => ({
  zh,
  en,
  has: (code) => list.includes(code),
  all: () => list,
});

/** Regions by code: a name could be several. The others by any name that rows may use. */
const KNOWN: Readonly<Partial<Record<FeedField, Catalogue>>> = {
  region: {
    zh: "地区",
    en: "region",
    has: (code, { regions }) => regions.has(code),
    all: ({ regions }) => regions.keys(),
  },
  indicator: {
    zh: "指标",
    en: "indicator",
    has: (code, context) => resolveIndicator(context, code) !== null,
    all: ({ indicators }) => indicators.keys(),
  },
  unit: {
    zh: "单位",
    en: "unit",
    has: (code, context) => resolveUnit(context, code) !== null,
    all: ({ units }) => units.keys(),
  },
  status: {
    zh: "状态",
    en: "status",
    has: (code, context) => resolveStatus(context, code) !== null,
    all: ({ statusAliases }) => new Set(statusAliases.values()),
  },
  measure: words("度量", "measure", MEASURES),
  accumulation: words("累计方式", "accumulation", ACCUMULATIONS),
  priceBasis: words("价格口径", "price basis", PRICE_BASES),
  caliber: words("口径", "caliber", CALIBERS),
};
