import { createHash } from "node:crypto";
import { HttpProblem } from "@yardstick/runtime";
import { z } from "zod";
import type { SortColumn } from "./keyset.ts";

/** What a cursor belongs to: one list with its filters, in one order. */
export interface CursorOwner {
  readonly list: string;
  /** The question; `limit` and `cursor` may change from page to page. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly sort: readonly SortColumn[];
}

/** The place behind a row, opaque to callers: base64url of JSON with the row's key and the question's fingerprint. */
export function encodeCursor(owner: CursorOwner, key: readonly string[]): string {
  return Buffer.from(JSON.stringify({ q: fingerprintOf(owner), k: key })).toString("base64url");
}

/** @throws HttpProblem 400 CURSOR_INVALID where it is no cursor, or one of another question */
export function decodeCursor(owner: CursorOwner, text: string): string[] {
  const parsed = cursorBody.safeParse(jsonIn(text));
  if (!parsed.success) throw refusal("is no cursor: pass nextCursor on as it was answered");
  if (parsed.data.q !== fingerprintOf(owner)) throw refusal("belongs to another question: filters must stay the same");
  const key = parsed.data.k;
  const fits = key.length === owner.sort.length && owner.sort.every(({ type }, at) => IS_READABLE[type](key[at] ?? ""));
  if (!fits) throw refusal("is no cursor: pass nextCursor on as it was answered");
  return key;
}

const cursorBody = z.strictObject({ q: z.string(), k: z.array(z.string()) });

/** Whether the engine could read a text as the type: a forged key is the caller's fault, not a failed query. */
const IS_READABLE: Readonly<Record<SortColumn["type"], (text: string) => boolean>> = {
  String: (text) => !text.includes("\0"),
  Date32: (text) => /^(19|2[0-2])\d\d-\d\d-\d\d$/.test(text) && isCalendarDay(text),
  UInt128: (text) => /^\d{1,39}$/.test(text) && BigInt(text) < 2n ** 128n,
};

function isCalendarDay(text: string): boolean {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

function fingerprintOf({ list, query }: CursorOwner): string {
  const filters = Object.entries(query)
    .filter(([name, value]) => name !== "limit" && name !== "cursor" && value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([list, filters]))
    .digest("base64url")
    .slice(0, 16);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

function refusal(message: string): HttpProblem {
  const errors = [{ path: "cursor", message }];
  return new HttpProblem({ status: 400, code: "CURSOR_INVALID", detail: `cursor ${message}`, errors });
}
