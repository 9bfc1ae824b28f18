import { submissionBody } from "../http/submission-body.ts";

/** `submission-received.v1`: the POST body as it was sent. `ce_id` is the submission id, key and `ce_source` the source. */
export const submissionReceivedV1 = submissionBody;
export type { SubmissionBody as SubmissionReceivedV1 } from "../http/submission-body.ts";
