import { runService } from "@yardstick/pipeline";
import { validatorConfig } from "./config.ts";
import { createValidatorService } from "./service.ts";

await runService({ name: "validator", config: validatorConfig, needsSchema: false, create: createValidatorService });
