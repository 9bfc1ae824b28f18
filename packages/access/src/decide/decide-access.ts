import { type AccessVerb, type KeyRecord, type KeyScope, type KeyState, keyStateAt } from "../keys/key-record.ts";
import { matchesSource } from "./matches-source.ts";
import { KEY_EXPIRED, KEY_NOT_YET_VALID, KEY_REVOKED, type Refusal, refuse } from "./refusals.ts";

export interface AccessQuestion {
  readonly verb: AccessVerb;
  /** Who reports; asked of `submit`. */
  readonly source?: string | undefined;
  /** Codes of the regions that are reported on; asked of `submit`. What is no code fits no prefix. */
  readonly regions?: Iterable<string> | undefined;
}

export type AccessDecision = { readonly allowed: true } | Refusal;

/** Whether a key may do this at this moment. */
export function decideAccess(
  asked: AccessQuestion & { readonly key: KeyRecord; readonly nowMs: number },
): AccessDecision {
  return decideState(asked.key, asked.nowMs) ?? decideScope(asked.key, asked);
}

/** What is wrong with the key itself, null where nothing is. */
export function decideState(key: KeyRecord, nowMs: number): Refusal | null {
  return REFUSED_STATES[keyStateAt(key, nowMs)];
}

const REFUSED_STATES: Readonly<Record<KeyState, Refusal | null>> = {
  valid: null,
  revoked: KEY_REVOKED,
  expired: KEY_EXPIRED,
  not_yet_valid: KEY_NOT_YET_VALID,
};

/** Whether this lies within what a key may do. */
export function decideScope(scope: KeyScope, { verb, source, regions }: AccessQuestion): AccessDecision {
  if (!scope.verbs.includes(verb)) return verbRefused(scope, verb);
  if (verb !== "submit") return ALLOWED;
  if (source !== undefined && !scope.sources.some((pattern) => matchesSource(pattern, source))) {
    return sourceRefused(scope, source);
  }
  if (regions === undefined || scope.regionPrefixes.length === 0) return ALLOWED;
  const outside = [...new Set(regions)].filter((region) => !isWithin(region, scope.regionPrefixes));
  return outside.length === 0 ? ALLOWED : regionsRefused(scope, outside);
}

export const ALLOWED = { allowed: true } as const;

const isWithin = (region: string, prefixes: readonly string[]) => prefixes.some((prefix) => region.startsWith(prefix));

function verbRefused({ verbs }: KeyScope, verb: AccessVerb): Refusal {
  const may = listed(verbs);
  return refuse(
    "VERB_NOT_ALLOWED",
    `该密钥没有 ${verb} 权限，只有：${may}。`,
    `This key may not ${verb}; it may: ${may}.`,
  );
}

function sourceRefused({ sources }: KeyScope, source: string): Refusal {
  const may = listed(sources);
  return refuse(
    "SOURCE_NOT_ALLOWED",
    `该密钥不能代表来源 ${source} 报送，只能代表：${may}。`,
    `This key may not speak for the source ${source}; it may for: ${may}.`,
  );
}

function regionsRefused({ regionPrefixes }: KeyScope, outside: readonly string[]): Refusal {
  const named = outside.slice(0, NAMED_REGIONS).map((region) => region.slice(0, NAMED_LETTERS));
  const more = outside.length - named.length;
  const may = listed(regionPrefixes);
  return refuse(
    "REGION_NOT_ALLOWED",
    `该密钥不能报送这些地区：${named.join("、")}${more > 0 ? ` 等 ${outside.length} 个` : ""}；只能报送代码以这些数字开头的地区：${may}。`,
    `This key may not report on: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}; it may on regions whose codes begin with: ${may}.`,
  );
}

const NAMED_REGIONS = 5;
const NAMED_LETTERS = 40;
const listed = (items: readonly string[]) => (items.length === 0 ? "-" : items.slice(0, 20).join(", "));
