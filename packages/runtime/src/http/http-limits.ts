import type { ConfigOf, ConfigShape } from "../config/config-shape.ts";
import { integerSetting } from "../config/settings.ts";

export const httpConfig = {
  YARDSTICK_HTTP_REQUEST_TIMEOUT_MS: integerSetting({ min: 100, max: 3_600_000 })
    .default(60_000)
    .describe("How long a client may take to send one request, in milliseconds."),
  YARDSTICK_HTTP_HANDLER_TIMEOUT_MS: integerSetting({ min: 100, max: 3_600_000 })
    .default(60_000)
    .describe("How long an answer may take, in milliseconds; then it is a 503."),
  YARDSTICK_HTTP_KEEP_ALIVE_MS: integerSetting({ min: 0, max: 600_000 })
    .default(10_000)
    .describe("How long an idle connection stays open, in milliseconds."),
  YARDSTICK_HTTP_HEADER_BYTES: integerSetting({ min: 1_024, max: 1_048_576 })
    .default(16_384)
    .describe("Largest head of a request, in bytes."),
} satisfies ConfigShape;

export interface HttpLimits {
  readonly bodyBytes: number;
  readonly requestTimeoutMs: number;
  readonly handlerTimeoutMs: number;
  readonly keepAliveMs: number;
  readonly headerBytes: number;
}

/** The limits of one server; how large a body may be is each service's own setting. */
export function httpLimits(config: ConfigOf<typeof httpConfig>, bodyBytes: number): HttpLimits {
  return {
    bodyBytes,
    requestTimeoutMs: config.YARDSTICK_HTTP_REQUEST_TIMEOUT_MS,
    handlerTimeoutMs: config.YARDSTICK_HTTP_HANDLER_TIMEOUT_MS,
    keepAliveMs: config.YARDSTICK_HTTP_KEEP_ALIVE_MS,
    headerBytes: config.YARDSTICK_HTTP_HEADER_BYTES,
  };
}
