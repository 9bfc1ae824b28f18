import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "@yardstick/runtime";

/**
 * Lets the browser that submitted a file by the form read its receipt, and nothing else, for an hour: a page has no
 * Authorization header, and the key itself is kept nowhere. The secret is this process's own, so another process, or this
 * one after a restart, asks for the key again.
 */
export interface ReceiptPasses {
  /** Value of a Set-Cookie header that goes back to the pages of this submission alone. */
  issue(submissionId: string): string;
  admits(submissionId: string, cookies: string | undefined): boolean;
}

const NAME = "yardstick_receipt";
const VALID_SECONDS = 3_600;

export function createReceiptPasses(secret: Uint8Array, clock: Clock): ReceiptPasses {
  const sign = (submissionId: string, untilMs: number) =>
    createHmac("sha256", secret).update(`${submissionId}\n${untilMs}`).digest();
  return {
    issue: (submissionId) => {
      const untilMs = clock.nowMs() + VALID_SECONDS * 1_000;
      const value = `${untilMs}.${sign(submissionId, untilMs).toString("base64url")}`;
      const path = `/v1/submissions/${submissionId}`;
      return `${NAME}=${value}; Path=${path}; Max-Age=${VALID_SECONDS}; HttpOnly; SameSite=Strict`;
    },
    admits: (submissionId, cookies) => {
      const [, until, signature] = COOKIE.exec(cookies ?? "") ?? [];
      if (until === undefined || signature === undefined || Number(until) < clock.nowMs()) return false;
      const given = Buffer.from(signature, "base64url");
      const right = sign(submissionId, Number(until));
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}

const COOKIE = new RegExp(`(?:^|;\\s*)${NAME}=(\\d{1,16})\\.([\\w-]{43})(?:;|$)`);
