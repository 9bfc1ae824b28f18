export type { RecomputedPack } from "./recompute/pack-keys.ts";
export { recomputeStatements } from "./recompute/statements.ts";
export { type AggregatorDeps, createAggregatorService } from "./service.ts";
