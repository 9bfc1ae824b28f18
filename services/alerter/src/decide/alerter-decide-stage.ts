import { EVENTS } from "@yardstick/contracts";
import type { Stage } from "@yardstick/pipeline";
import { type ComparisonsMade, decodeComparisonsMade } from "./decode-comparisons-made.ts";
import { type DecideOptions, handleComparisonsMade } from "./handle-comparisons-made.ts";

/** Decides alerts; that they reach somebody is the channels' business. DESIGN §6.6. */
export function alerterDecideStage(options: DecideOptions): Stage<ComparisonsMade> {
  return {
    name: "alerter-decide",
    group: `${options.topicPrefix}alerter-decide`,
    topics: [`${options.topicPrefix}${EVENTS.comparisonsMade.topic}`],
    decode: decodeComparisonsMade,
    handle: (records, context) => handleComparisonsMade(records, context, options),
  };
}
