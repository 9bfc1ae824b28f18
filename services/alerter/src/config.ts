import { type ConfigOf, type ConfigShape, integerSetting, listSetting } from "@yardstick/runtime";
import { z } from "zod";

const ADDRESSES = "http:// or https:// addresses without user and password, separated by commas";

/** What the channels can be told. */
export const alerterConfig = {
  YARDSTICK_WEBHOOK_URLS: listSetting()
    .pipe(z.array(z.url({ protocol: /^https?$/, error: ADDRESSES }).refine(hasNoUserInfo, ADDRESSES)))
    .optional()
    .describe("Addresses that get every change of an alert as a POST, separated by commas. Without them nobody does."),
  YARDSTICK_WEBHOOK_SECRET_FILE: z
    .string()
    .min(1)
    .optional()
    .describe("A file with the key of the HMAC-SHA256 in X-Yardstick-Signature; without it nothing is signed."),
  YARDSTICK_WEBHOOK_TIMEOUT_MS: integerSetting({ min: 100, max: 60_000 })
    .default(10_000)
    .describe("How long a webhook may take to answer, in milliseconds."),
} satisfies ConfigShape;

export type AlerterConfig = ConfigOf<typeof alerterConfig>;

/** The HTTP client refuses such addresses at every request, which would look like an outage. */
function hasNoUserInfo(address: string): boolean {
  // What is no address at all is told of by the check before this one.
  if (!URL.canParse(address)) return true;
  const { username, password } = new URL(address);
  return username === "" && password === "";
}
