import type { Feed, FeedField, FieldOrigin } from "@yardstick/contracts";
import type { SdmxFact } from "./sdmx-fact.ts";
import { isMarkedMissing } from "./sdmx-figure.ts";
import { notSdmx } from "./sdmx-refused.ts";

type ComponentOrigin = Extract<FieldOrigin, { from: "component" }>;
type SdmxOrigin = ComponentOrigin | Extract<FieldOrigin, { from: "constant" }>;

/** Where the fields of a row come from in a fact. */
export type SdmxMapping = ReadonlyMap<FeedField, SdmxOrigin>;

/** @throws SdmxRefused where a field comes from a cell or a heading, which SDMX has not. */
export function mappingOf({ id, fields }: Pick<Feed, "id" | "fields">): SdmxMapping {
  const mapping = new Map<FeedField, SdmxOrigin>();
  for (const [field, origin] of Object.entries(fields) as [FeedField, FieldOrigin][]) {
    if (origin.from !== "component" && origin.from !== "constant") {
      throw notSdmx({
        zh: `数据源映射 ${id} 的字段 ${field} 取自 ${origin.from},SDMX 文件只有 component。`,
        en: `The feed ${id} takes ${field} from a ${origin.from}; SDMX has components only.`,
      });
    }
    mapping.set(field, origin);
  }
  return mapping;
}

/** The texts that a code or its name stands beside; the others are read whole: `X: 统计年鉴`. */
const PROSE: ReadonlySet<FeedField> = new Set(["citation", "note", "explanation"]);

/** The text of a field; undefined where the fact says nothing of it. */
export function readField(field: FeedField, mapping: SdmxMapping, fact: SdmxFact): string | undefined {
  const origin = mapping.get(field);
  if (origin === undefined) return undefined;
  if (origin.from === "constant") return origin.value;
  return readComponent(origin, fact, PROSE.has(field));
}

/** Switched off (`~`) and missing on purpose is both nothing. */
export function componentText(id: string, { components }: SdmxFact): string | undefined {
  const text = components.get(id)?.trim();
  return text === undefined || text === "" || text === "~" || isMarkedMissing(text) ? undefined : text;
}

function readComponent({ id, codes }: ComponentOrigin, fact: SdmxFact, isProse: boolean): string | undefined {
  const text = componentText(id, fact);
  if (text === undefined) return undefined;
  const label = fact.labelOf?.(id);
  const ours = codes === undefined ? undefined : (own(codes, text) ?? own(codes, label ?? text));
  const said = ours ?? (isProse && label !== undefined && label !== text ? `${text}: ${label}` : text);
  return said === "" ? undefined : said;
}

const own = (codes: Readonly<Record<string, string>>, key: string) =>
  Object.hasOwn(codes, key) ? codes[key] : undefined;
