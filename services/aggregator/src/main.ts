import { runService } from "@yardstick/pipeline";
import { createAggregatorService } from "./service.ts";

await runService({ name: "aggregator", config: {}, create: (deps) => createAggregatorService(deps) });
