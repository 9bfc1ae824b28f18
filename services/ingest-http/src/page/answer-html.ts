import { createHash } from "node:crypto";
import type { HttpReply } from "@yardstick/runtime";
import { STYLE } from "./style.ts";

/** Answers a document with the policy that it keeps: nothing is loaded, nothing runs, nobody frames it. */
export function answerHtml(reply: HttpReply, document: string): HttpReply {
  return reply.headers(PAGE_HEADERS).send(document);
}

const STYLE_DIGEST = createHash("sha256").update(STYLE).digest("base64");

export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_DIGEST}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  // Without a referrer browsers call the origin of a form null, and the form could not be told from a foreign one.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "private, no-store",
} as const;
