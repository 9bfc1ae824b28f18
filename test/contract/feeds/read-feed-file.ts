import { type Feed, type FeedFormat, feed as feedSchema, loadReference } from "@yardstick/contracts";
import {
  DEFAULT_DECODE_LIMITS,
  type DecodedSubmission,
  type DecodeQuestion,
  decodeSubmission,
} from "@yardstick/submissions";

export const reference = loadReference({ catalogueOnly: true });

/** What bytes become, in chunks as a network brings them. */
export async function readFeedFile(
  format: FeedFormat,
  bytes: Uint8Array,
  more: Partial<DecodeQuestion> = {},
): Promise<DecodedSubmission> {
  const question = { source: "210400-bureau", limits: DEFAULT_DECODE_LIMITS, reference, ...more };
  return await decodeSubmission(format, inChunks(bytes), question);
}

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
}

/** Rows without their places, which differ between formats. */
export function rowsOf(decoded: DecodedSubmission): object[] {
  if (decoded.outcome !== "decoded") throw new Error(JSON.stringify(decoded.faults));
  return decoded.body.observations.map(({ place: _, ...row }) => row);
}

export function findingsOf(decoded: DecodedSubmission): string[] {
  if (decoded.outcome !== "decoded") throw new Error(JSON.stringify(decoded.faults));
  return (decoded.body.origin?.findings ?? []).map(({ code, place }) => `${code} ${place ?? "-"}`);
}

export function faultsOf(decoded: DecodedSubmission): string[] {
  if (decoded.outcome === "decoded") return ["decoded"];
  return [decoded.outcome, ...decoded.faults.map(({ issue }) => `${issue.code} ${issue.place ?? "-"}`)];
}

export const feedOf = (more: object): Feed =>
  feedSchema.parse({ id: "own", nameZh: "自用", nameEn: "Own", formats: ["xlsx", "csv"], ...more });
