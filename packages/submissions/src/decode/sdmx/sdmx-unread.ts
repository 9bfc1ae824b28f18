import type { Feed } from "@yardstick/contracts";
import { quote } from "../../finding.ts";
import type { FaultDetail } from "../decoded-submission.ts";
import { CONVENTIONS, PASSED_OVER, saysNothing } from "./sdmx-conventions.ts";
import type { SdmxFact } from "./sdmx-fact.ts";

/** A component that says something of a figure which nobody reads. */
export type UnreadComponent = Pick<FaultDetail, "zh" | "en"> & { readonly id: string };

/**
 * What a feed leaves unread of a fact, and might make another figure of it: the income of women (SEX is F) must not be
 * stored as everybody's. Read or passed over are the components that the feed takes a field from, those of a field that
 * it takes from elsewhere (the unit as a constant), those that it lists, and notes. Null where nothing is left.
 */
export function unreadComponents(feed: Feed): (fact: SdmxFact) => UnreadComponent | null {
  const known = new Set([...PASSED_OVER, ...NOTES, ...(feed.passedOver ?? [])]);
  for (const origin of Object.values(feed.fields)) {
    if (origin.from !== "component") continue;
    known.add(origin.id);
    if (origin.multiplier !== undefined) known.add(origin.multiplier);
  }
  for (const [field, origin] of Object.entries(CONVENTIONS.fields)) {
    if (origin.from !== "component" || feed.fields[field as keyof Feed["fields"]]?.from !== "constant") continue;
    known.add(origin.id);
    if (origin.multiplier !== undefined) known.add(origin.multiplier);
  }
  return ({ components }) => {
    for (const [id, text] of components) {
      if (known.has(id) || saysNothing(text) || PLAIN.get(id)?.has(text.trim()) === true) continue;
      return { id, ...wordsOf(id, text, feed) };
    }
    return null;
  };
}

/** Said of a figure without making another one of it. FREQ and the confidentiality are read whatever the feed says. */
const NOTES = ["freq", "OBS_STATUS", "OBS_FLAG", "COMMENT"];

/** What a convention takes for the figure itself: not multiplied, not transformed. */
const PLAIN: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["UNIT_MULT", new Set(["0"])],
  ["TRANSFORMATION", new Set(["N"])],
]);

const wordsOf = (id: string, text: string, feed: Feed) => ({
  zh: `数据源映射 ${feed.id} 未说明如何读取 ${id},此处为 ${quote(text)},可能是另一口径的数据。如可忽略,请在映射的 passedOver 中列出 ${id}。`,
  en: `The feed ${feed.id} does not say how ${id} is read, which is ${quote(text)} here and may make another figure of it. If it may be passed over, list ${id} in the feed's passedOver.`,
});
