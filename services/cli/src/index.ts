export { type AwaitSettledOptions, awaitSettled, isSettled } from "./ingest/await-settled.ts";
export {
  createIngestClient,
  type IngestClient,
  IngestUnreachable,
  type SubmitAnswer,
} from "./ingest/ingest-client.ts";
export { type PlannedSubmission, splitByCitation } from "./ingest/split-by-citation.ts";
export { prepareWarehouse } from "./migrate/prepare-warehouse.ts";
export { cutText, padText, wrapText } from "./terminal/fit-text.ts";
export { createProgress, type Progress } from "./terminal/progress.ts";
export { type Column, renderTable } from "./terminal/render-table.ts";
export { type Paint, PLAIN_STYLE, type Style, styleOf } from "./terminal/style.ts";
