export { NOW, type RecomputedKey, RULE_SETTINGS, recomputeStatements } from "./recompute/statements.ts";
export { type AggregatorDeps, createAggregatorService } from "./service.ts";
export { touchedKeys } from "./touched-keys.ts";
