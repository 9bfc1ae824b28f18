import { expect, it } from "vitest";
import { judgeWebhookAnswer } from "./judge-webhook-answer.ts";

const NOW_MS = Date.UTC(2022, 2, 1, 8, 0, 0);

it.each([200, 202, 204, 299])("%i took it", (status) => {
  expect(judgeWebhookAnswer(status, null, NOW_MS)).toEqual({ kind: "delivered" });
});

it.each([
  [429, "3", "WEBHOOK_THROTTLED", 3_000],
  [429, null, "WEBHOOK_THROTTLED", 0],
  [503, "Tue, 01 Mar 2022 08:00:05 GMT", "WEBHOOK_UNAVAILABLE", 5_000],
  [503, "Tue, 01 Mar 2022 07:00:00 GMT", "WEBHOOK_UNAVAILABLE", 0],
  [500, "86400", "WEBHOOK_UNAVAILABLE", 60_000],
  [408, "soon", "WEBHOOK_UNAVAILABLE", 0],
])("%i with Retry-After %s may pass: %s after %i ms", (status, retryAfter, code, waitMs) => {
  expect(judgeWebhookAnswer(status, retryAfter, NOW_MS)).toEqual({ kind: "wait", code, waitMs });
});

it.each([
  [400, "WEBHOOK_REFUSED"],
  [404, "WEBHOOK_REFUSED"],
  [410, "WEBHOOK_REFUSED"],
  [301, "WEBHOOK_REDIRECTED"],
  [307, "WEBHOOK_REDIRECTED"],
])("%i will not pass: %s", (status, code) => {
  expect(judgeWebhookAnswer(status, null, NOW_MS)).toEqual({ kind: "refused", code });
});
