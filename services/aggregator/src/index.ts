export { NOW, RULE_SETTINGS } from "./recompute/statements.ts";
export { type AggregatorDeps, createAggregatorService } from "./service.ts";
export { touchedKeys } from "./touched-keys.ts";
