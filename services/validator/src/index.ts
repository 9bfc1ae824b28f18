export { type ValidatorConfig, validatorConfig } from "./config.ts";
export { createValidatorService, createValidatorStage, type ValidatorDeps } from "./service.ts";
