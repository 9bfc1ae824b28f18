export { collectIssues } from "./collect-issues.ts";
export { type PeekedChunks, peekChunks } from "./decode/bounded-chunks.ts";
export { chooseFeed, type FeedChoice, type FeedQuestion } from "./decode/choose-feed.ts";
export { decodeJsonSubmission } from "./decode/decode-json-submission.ts";
export { decodeParts } from "./decode/decode-parts.ts";
export type { DecodedItem, DecodeQuestion, DecodeRows, RowFields } from "./decode/decode-rows.ts";
export { decodeSubmission } from "./decode/decode-submission.ts";
export {
  DEFAULT_DECODE_LIMITS,
  type DecodedSubmission,
  type DecodeFault,
  type DecodeLimits,
} from "./decode/decoded-submission.ts";
export { detectFormat, type FormatEvidence } from "./decode/detect-format.ts";
export { readItems } from "./decode/read-items.ts";
export { type Finding, finding } from "./finding.ts";
export { ISSUE_CODES, type IssueCode } from "./issue-codes.ts";
export {
  type IndicatorLabel,
  type LabelAttributes,
  readAttributeLabel,
  readIndicatorLabel,
} from "./normalise/read-indicator-label.ts";
export {
  type PeriodName,
  type PeriodProblem,
  type PeriodReading,
  readPeriodName,
} from "./normalise/read-period-name.ts";
export { type RegionReading, readRegionName } from "./normalise/read-region-name.ts";
export { isUnitText, unitWithMultiplier } from "./normalise/read-unit.ts";
export { RECEIPT_CSV_HEAD, receiptCsvOthers, receiptCsvRows } from "./receipt/receipt-csv.ts";
export { type RowsWithIssues, rowsWithIssues } from "./receipt/rows-with-issues.ts";
export { checkEnvelope, type Envelope } from "./rules/check-envelope.ts";
export { decodeLimits, submissionConfig } from "./submission-config.ts";
export { deriveSubmissionId, isIssuedId, newSubmissionId } from "./submission-id.ts";
export { suggestClosest } from "./suggest-closest.ts";
export {
  DEFAULT_MAX_ISSUES,
  type Validation,
  type ValidationOptions,
  validateSubmission,
} from "./validate-submission.ts";
