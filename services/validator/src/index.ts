export { type ValidatorConfig, validatorConfig } from "./config.ts";
export { createValidatorService, createValidatorStage, type ValidatorStageOptions } from "./service.ts";
