import type { ReferenceData } from "@yardstick/contracts";
import type { EventLog } from "@yardstick/event-log";
import type { Clock, Logger, Metrics } from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import type { PipelineLimits } from "../pipeline-config.ts";
import type { StepHook } from "../stage/step.ts";

/** What every service is given, whichever process it runs in; it opens nothing by itself. */
export interface ServiceDeps {
  readonly eventLog: EventLog;
  readonly warehouse: Warehouse;
  readonly limits: PipelineLimits;
  /** What every topic's name begins with. */
  readonly topicPrefix: string;
  /** Name with its prefix. */
  readonly deadLetterTopic: string;
  readonly reference: ReferenceData;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Default: `noStep`. */
  readonly step?: StepHook;
}
