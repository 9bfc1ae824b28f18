import type { z } from "zod";
import { alert } from "../http/alert.ts";
import { comparison } from "../http/comparison.ts";
import { observation } from "../http/observation.ts";
import { pageOf } from "../http/page.ts";
import { problem } from "../http/problem.ts";
import { provenance } from "../http/provenance.ts";
import { receipt, receiptRows, submissionAccepted } from "../http/receipt.ts";
import { seriesPoint } from "../http/series.ts";
import { submissionBody } from "../http/submission-body.ts";
import { targetReference } from "../http/target-reference.ts";
import { targetResult } from "../http/target-result.ts";
import { indicator, region, scope } from "../reference/reference-data.ts";

/** Every body that crosses HTTP, by the name of its schema file and of its sample. */
export const HTTP_BODIES = {
  "submission-body": submissionBody,
  "submission-accepted": submissionAccepted,
  receipt,
  "receipt-rows": receiptRows,
  problem,
  comparisons: pageOf(comparison),
  targets: pageOf(targetResult),
  alerts: pageOf(alert),
  observations: pageOf(observation),
  series: pageOf(seriesPoint),
  provenance,
  "reference-regions": pageOf(region),
  "reference-indicators": pageOf(indicator),
  "reference-targets": pageOf(targetReference),
  "reference-scopes": pageOf(scope),
} as const satisfies Record<string, z.ZodType>;
export type HttpBodyName = keyof typeof HTTP_BODIES;
