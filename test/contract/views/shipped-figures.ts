import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { planSubmissions } from "@yardstick/cli";
import { REFERENCE_DIRECTORY } from "@yardstick/contracts";
import { deriveSubmissionId } from "@yardstick/submissions";
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
  const plan = planSubmissions(await readFile(FILE), { file: FILE, source: SOURCE, mode: "partial", byCitation: true });
  if (!plan.ok) throw new Error(plan.message);
  const pipeline = await openPipeline();
  for (const [day, { body, idempotencyKey }] of plan.submissions.entries()) {
    const submissionId = deriveSubmissionId(body.source, idempotencyKey);
    await pipeline.send(submissionId, body, new Date(FIRST_MS + day * DAY_MS).toISOString());
  }
  await pipeline.settle();
  return pipeline;
}
