export { type RecomputedKey, recomputeStatements } from "./recompute/statements.ts";
export { type AggregatorDeps, createAggregatorService } from "./service.ts";
