export { type IngestFilesConfig, ingestFilesConfig } from "./config.ts";
export { DROP_STEPS, type DropStep, type DropStepHook } from "./drop-step.ts";
export type { FileReceipt } from "./file-receipt.ts";
export type { InboxDeployment } from "./inbox-deployment.ts";
export type { PartReceipt, PartReceipts } from "./read-part-receipts.ts";
export { createIngestFilesService, type IngestFilesDeps } from "./service.ts";
