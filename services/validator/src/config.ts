import { type ConfigOf, type ConfigShape, integerSetting } from "@yardstick/runtime";
import { DEFAULT_MAX_ISSUES, submissionConfig } from "@yardstick/submissions";

/** What the stage can be told, beside what every process can. */
export const validatorConfig = {
  ...submissionConfig,
  YARDSTICK_VALIDATOR_MAX_ISSUES: integerSetting({ min: 1, max: 10_000 })
    .default(DEFAULT_MAX_ISSUES)
    .describe("Longest list of findings about one submission; their counts are complete anyway."),
} as const satisfies ConfigShape;

export type ValidatorConfig = ConfigOf<typeof validatorConfig>;
