import { createReadStream } from "node:fs";
import { join } from "node:path";
import { splitByCitation } from "@yardstick/cli";
import { loadReference, REFERENCE_DIRECTORY } from "@yardstick/contracts";
import { DEFAULT_DECODE_LIMITS, decodeSubmission, deriveSubmissionId } from "@yardstick/submissions";
import { type OpenPipeline, openPipeline } from "./open-pipeline.ts";

const FILE = join(REFERENCE_DIRECTORY, "figures", "liaoning-figures.csv");
const SOURCE = "liaoning-figures";
const FIRST_MS = Date.UTC(2025, 0, 1, 8);
const DAY_MS = 86_400_000;

/**
 * The figures that ship with the reference data after they went through validator and aggregator, as the demo sends
 * them: one submission for each citation in the order of the file. Here one arrives a day, from 1 January 2025, so that
 * a question about a day has an answer that stays.
 */
export async function openShippedFigures(): Promise<OpenPipeline> {
  const envelope = { source: SOURCE, mode: "partial", limits: DEFAULT_DECODE_LIMITS } as const;
  const reference = loadReference({ catalogueOnly: true });
  const decoded = await decodeSubmission("csv", createReadStream(FILE), { ...envelope, reference });
  if (decoded.outcome !== "decoded") throw new Error(JSON.stringify(decoded.faults));
  const pipeline = await openPipeline();
  for (const [day, { body, idempotencyKey }] of splitByCitation(decoded.body).entries()) {
    const submissionId = deriveSubmissionId(body.source, idempotencyKey);
    await pipeline.send(submissionId, body, new Date(FIRST_MS + day * DAY_MS).toISOString());
  }
  await pipeline.settle();
  return pipeline;
}
