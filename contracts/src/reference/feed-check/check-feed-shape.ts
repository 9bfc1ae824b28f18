import type { z } from "zod";
import { FEED_FIELDS, feed, tableLayout } from "../feed.ts";
import { type FeedProblem, feedError } from "./feed-problem.ts";

/** Fields that are missing, unknown, or do not hold what they should, each with its place. */
export function checkFeedShape(raw: unknown, error: z.ZodError): FeedProblem[] {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return [feedError("NOT_A_FEED", { path: "", zh: "文件应为一个JSON对象", en: "a feed is one JSON object" })];
  return error.issues.flatMap((issue) => problemsOf(issue, raw));
}

function problemsOf(issue: z.core.$ZodIssue, raw: unknown): FeedProblem[] {
  const path = pathOf(issue.path);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownField(key, issue.path));
  // A field of a row that nobody knows: zod judges the key by the list of them.
  if (issue.code === "invalid_key") return [unknownField(String(issue.path.at(-1)), issue.path.slice(0, -1))];
  const value = valueAt(raw, issue.path);
  if (value === undefined) return [feedError("MISSING_FIELD", { path, zh: `缺少${path}`, en: `${path} is missing` })];
  const shown = JSON.stringify(value).slice(0, 80);
  const wanted = issue.code === "invalid_value" ? issue.values.map(String) : [];
  const why = wanted.length > 0 ? `is none of ${wanted.join(", ")}` : `does not fit: ${issue.message}`;
  const got = typeof value === "string" ? value : shown;
  return [feedError("BAD_VALUE", { path, zh: `${shown}不符合要求`, en: `${shown} ${why}`, got, candidates: wanted })];
}

function unknownField(key: string, owner: readonly PropertyKey[]): FeedProblem {
  const path = pathOf([...owner, key]);
  return feedError("UNKNOWN_FIELD", {
    path,
    zh: `没有字段${path}`,
    en: `there is no field ${path}`,
    got: key,
    candidates: fieldsOf(owner),
  });
}

function fieldsOf(owner: readonly PropertyKey[]): readonly string[] {
  if (owner.length === 0) return Object.keys(feed.shape);
  if (owner.length > 1) return [];
  return owner[0] === "table" ? Object.keys(tableLayout.shape) : owner[0] === "fields" ? FEED_FIELDS : [];
}

const pathOf = (keys: readonly PropertyKey[]) =>
  keys.reduce<string>(
    (path, key) => (typeof key === "number" ? `${path}[${key}]` : path === "" ? String(key) : `${path}.${String(key)}`),
    "",
  );

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    raw,
  );
}
