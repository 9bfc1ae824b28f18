import type { FeedField } from "@yardstick/contracts";
import type { FaultDetail } from "../decoded-submission.ts";
import { fault, told } from "../item.ts";
import type { SdmxAction, SdmxFact, SdmxItem } from "./sdmx-fact.ts";
import { componentText, type SdmxMapping } from "./sdmx-mapping.ts";

/** What says which figure a row speaks of. */
const IDENTITY: readonly FeedField[] = [
  "indicator",
  "region",
  "regionParent",
  "period",
  "year",
  "month",
  "measure",
  "accumulation",
  "priceBasis",
  "caliber",
];

const ATTRIBUTES: readonly FeedField[] = ["status", "unit", "releasedAt", "citation", "note"];

/** A series or a data set without observations deletes all that it could hold, or brings attributes alone. */
export function withoutObservations(action: SdmxAction, at: string): SdmxItem {
  const place = at.slice(0, 128);
  if (action !== "D") return attributesPassedOver(place) as SdmxItem;
  return fault("DELETION_TOO_WIDE", {
    path: place,
    place,
    field: null,
    zh: "此处要求删除整个序列或数据集;撤回须逐个写明数据。",
    en: "This asks for a whole series or data set to be deleted: each withdrawal names its figure.",
  }) as SdmxItem;
}

export const attributesPassedOver = (place: string) =>
  told("ATTRIBUTES_PASSED_OVER", {
    field: null,
    place,
    zh: "此处只有属性,没有数据,已略过。",
    en: "Attributes without a figure: passed over.",
  });

type Words = Pick<FaultDetail, "zh" | "en">;

/**
 * What speaks against a deletion. SDMX takes a dimension that is left out as "all of them", and one that only marks
 * attributes as a deletion of these: a withdrawal here takes back one figure, and names it in full.
 * `mayLack`: whether a component that the fact does not have at all is none of its structure, as in a table without the
 * column; in XML it may just have been left out.
 */
export function checkDeletion(
  fact: SdmxFact,
  mapping: SdmxMapping,
  { mayLack }: { readonly mayLack: boolean },
): Words | null {
  const omitted = IDENTITY.flatMap((field) => {
    const origin = mapping.get(field);
    if (origin?.from !== "component" || componentText(origin.id, fact) !== undefined) return [];
    return mayLack && !fact.components.has(origin.id) ? [] : [origin.id];
  });
  if (omitted.length > 0) {
    return {
      zh: `删除(D)未写明 ${omitted.join("、")},即要求删除多个数据;撤回须逐个写明。`,
      en: `The deletion leaves out ${omitted.join(", ")}, which asks for many figures at once: each withdrawal names its figure.`,
    };
  }
  return onlyAttributes(fact, mapping);
}

function onlyAttributes(fact: SdmxFact, mapping: SdmxMapping): Words | null {
  const textOf = (field: FeedField) => {
    const origin = mapping.get(field);
    return origin?.from === "component" ? fact.components.get(origin.id)?.trim() : undefined;
  };
  if ((textOf("value") ?? "") !== "" || !ATTRIBUTES.some((field) => textOf(field) === "-")) return null;
  return {
    zh: "该删除(D)只删除属性,不涉及数据;请重新报送该数据。",
    en: "The deletion takes back attributes only, not the figure: send the figure again as it should be.",
  };
}
