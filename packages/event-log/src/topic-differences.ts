import { EventLogError } from "./event-log-error.ts";

/** What of a topic is compared: settings by name, as the log answers them. */
export interface TopicShape {
  readonly name: string;
  readonly partitions: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** One line for each way in which a topic that exists differs from the one wanted; more partitions are accepted. */
export function topicDifferences(wanted: TopicShape, actual: TopicShape): string[] {
  const differences: string[] = [];
  if (actual.partitions < wanted.partitions) {
    differences.push(`${wanted.name}: partitions is ${actual.partitions}, wanted at least ${wanted.partitions}`);
  }
  for (const [setting, value] of Object.entries(wanted.settings)) {
    const got = actual.settings[setting];
    if (got !== value) differences.push(`${wanted.name}: ${setting} is ${got ?? "not set"}, wanted ${value}`);
  }
  return differences;
}

export function refuseDifferences(differences: readonly string[]): void {
  if (differences.length === 0) return;
  throw new EventLogError("TOPIC_MISMATCH", `Topics exist with other settings. ${differences.join("; ")}`);
}
