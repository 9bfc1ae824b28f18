import { z } from "zod";
import { validationOutcome } from "./submission-validated.ts";

/** `submission-rejected.v1`: no row passed, or one failed in mode atomic; nothing of it is stored. */
export const submissionRejectedV1 = z.strictObject(validationOutcome).meta({ id: "SubmissionRejectedV1" });
export type SubmissionRejectedV1 = z.infer<typeof submissionRejectedV1>;
