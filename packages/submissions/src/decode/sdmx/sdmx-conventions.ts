import type { Feed, FieldOrigin } from "@yardstick/contracts";

const component = (id: string, codes?: Readonly<Record<string, string>>): FieldOrigin => ({
  from: "component",
  id,
  ...(codes === undefined ? {} : { codes: { ...codes } }),
});

/**
 * How a file is read that no feed is for: SDMX's cross-domain concepts, as far as they mean one thing everywhere. It
 * stays small: what it does not know (a rate over a quarter, a price base year) is refused by the rules, not guessed.
 */
export const CONVENTIONS: Pick<Feed, "id" | "fields" | "table"> = {
  id: "",
  fields: {
    region: component("REF_AREA"),
    indicator: component("INDICATOR"),
    period: component("TIME_PERIOD"),
    value: component("OBS_VALUE"),
    status: component("OBS_STATUS"),
    // CL_UNIT: percent, persons. Money has its ISO code, which the catalogue of units knows.
    unit: {
      from: "component",
      id: "UNIT_MEASURE",
      multiplier: "UNIT_MULT",
      codes: { PT: "%", PC: "%", PS: "人", _Z: "", _X: "" },
    },
    // Not transformed, or the growth over one year.
    measure: component("TRANSFORMATION", { N: "level", GY: "growth_yoy", _Z: "level" }),
    // CL_PRICES: at current prices, at constant prices.
    priceBasis: component("PRICES", { V: "current", Q: "constant", _Z: "" }),
    note: component("COMMENT"),
  },
};

/** What may stand beside the fields without saying of which figure it speaks. */
export const PASSED_OVER: ReadonlySet<string> = new Set([
  "FREQ",
  "TIME_FORMAT",
  "CONF_STATUS",
  "OBS_CONF",
  "DECIMALS",
  "TITLE",
  "COLLECTION",
  "EMBARGO_TIME",
  "LAST UPDATE",
  "LAST_UPDATE",
  "SOURCE",
]);

/** Not applicable or not specified, the total over a breakdown, and a dimension that is switched off. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(["", "_Z", "_X", "_T", "TOTAL", "~"]);

export const saysNothing = (text: string): boolean => SAYS_NOTHING.has(text.trim());

const KNOWN: ReadonlySet<string> = new Set([
  ...PASSED_OVER,
  ...Object.values(CONVENTIONS.fields).flatMap((origin) =>
    origin.from === "component" ? [origin.id, origin.multiplier ?? origin.id] : [],
  ),
]);

export const NOTHING_BEYOND: readonly string[] = [];

/**
 * Components of a fact that might make another figure of it than the conventions see, such as a SEX or a SECTOR: the
 * income of women must not be stored as everybody's.
 */
export function componentsBeyondConventions(components: ReadonlyMap<string, string>): readonly string[] {
  let beyond = NOTHING_BEYOND;
  for (const [id, text] of components) if (!KNOWN.has(id) && !saysNothing(text)) beyond = [...beyond, id];
  return beyond;
}

/** Where the conventions cannot begin: a fact without these is of another structure. */
export const REQUIRED_BY_CONVENTIONS = ["REF_AREA", "INDICATOR", "TIME_PERIOD"] as const;
