import type { EventLog } from "@yardstick/event-log";
import { describe } from "vitest";
import { batchContract } from "./batch-contract.ts";
import { deliveryContract } from "./delivery-contract.ts";
import { membershipContract } from "./membership-contract.ts";
import { publishContract } from "./publish-contract.ts";
import { topicContract } from "./topic-contract.ts";

/** One log that outlives its openings, so that a test can restart what reads it. */
export interface LogUnderTest {
  /** Opens the log anew; what was committed by an earlier opening is still there. */
  open(): Promise<EventLog>;
  /** Deletes the records of a partition below an offset, as retention does. */
  deleteBelow(topic: string, partition: number, offset: number): Promise<void>;
  /** Ends all openings and deletes the log. */
  dispose(): Promise<void>;
}

/** Everything that stands in the port's prose, for any adapter. */
export function eventLogContract(name: string, create: () => Promise<LogUnderTest>): void {
  describe(`event log: ${name}`, () => {
    topicContract(create);
    publishContract(create);
    deliveryContract(create);
    batchContract(create);
    membershipContract(create);
  });
}
