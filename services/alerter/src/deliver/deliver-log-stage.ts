import { EVENTS } from "@yardstick/contracts";
import type { Stage } from "@yardstick/pipeline";
import { alertLogLine } from "./alert-log-line.ts";
import { type AlertChanged, decodeAlertChanged } from "./decode-alert-changed.ts";

/** The channel that every deployment has: a line of the process's log for each change of an alert. */
export function deliverLogStage(topicPrefix: string): Stage<AlertChanged> {
  return {
    name: "deliver-log",
    group: `${topicPrefix}deliver-log`,
    topics: [`${topicPrefix}${EVENTS.alertChanged.topic}`],
    decode: decodeAlertChanged,
    handle: (records, { logger }) => {
      for (const { value } of records) {
        const { level, fields, message } = alertLogLine(value.data);
        logger[level](fields, message);
      }
      return { kind: "done" };
    },
  };
}
