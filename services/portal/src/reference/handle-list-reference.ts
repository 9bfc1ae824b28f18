import {
  type Page,
  REFERENCE_LISTS,
  type ReferenceData,
  type ReferenceList,
  referenceQuery,
} from "@yardstick/contracts";
import { HttpProblem } from "@yardstick/runtime";
import { decodeCursor, encodeCursor } from "../page/cursor.ts";
import { didYouMean, readQuery } from "../query/read-query.ts";
import { compareKeys, listReference, type ReferenceEntry } from "./list-reference.ts";

/** `GET /v1/reference/{regions|indicators|targets|scopes}`: today's reference data, so no known-at. */
export function handleListReference(name: string, raw: unknown, reference: ReferenceData): Page<ReferenceEntry> {
  const list = listNamed(name);
  const query = readQuery(referenceQuery, raw);
  const owner = { list: `reference ${list}`, query, sort: SORTS[list] };
  const after = query.cursor === undefined ? null : decodeCursor(owner, query.cursor);
  const entries = listReference(reference, list);
  const rest = after === null ? entries : entries.filter(({ key }) => compareKeys(key, after) > 0);
  const shown = rest.slice(0, query.limit);
  const last = rest.length > shown.length ? shown.at(-1) : undefined;
  return {
    data: shown.map(({ entry }) => entry),
    nextCursor: last === undefined ? null : encodeCursor(owner, last.key),
    knownThrough: null,
  };
}

function listNamed(name: string): ReferenceList {
  const list = REFERENCE_LISTS.find((known) => known === name);
  if (list !== undefined) return list;
  const detail = `There is no such list${didYouMean(name, REFERENCE_LISTS)}. There are ${REFERENCE_LISTS.join(", ")}.`;
  throw new HttpProblem({ status: 404, code: "NO_SUCH_LIST", detail });
}

const BY_CODE = [{ column: "code", type: "String" }] as const;

const SORTS = {
  regions: BY_CODE,
  indicators: BY_CODE,
  scopes: BY_CODE,
  targets: [...BY_CODE, { column: "target", type: "String" }],
} as const;
