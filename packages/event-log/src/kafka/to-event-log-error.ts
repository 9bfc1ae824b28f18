import { EventLogError, type EventLogErrorCode } from "../event-log-error.ts";

const BY_TYPE: Readonly<Record<string, EventLogErrorCode>> = {
  MESSAGE_TOO_LARGE: "RECORD_TOO_LARGE",
  RECORD_LIST_TOO_LARGE: "RECORD_TOO_LARGE",
  UNKNOWN_TOPIC_OR_PARTITION: "UNKNOWN_TOPIC",
  INVALID_TOPIC_EXCEPTION: "UNKNOWN_TOPIC",
  TOPIC_AUTHORIZATION_FAILED: "LOG_REFUSED",
  GROUP_AUTHORIZATION_FAILED: "LOG_REFUSED",
  CLUSTER_AUTHORIZATION_FAILED: "LOG_REFUSED",
  SASL_AUTHENTICATION_FAILED: "LOG_REFUSED",
  UNSUPPORTED_SASL_MECHANISM: "LOG_REFUSED",
  INVALID_REPLICATION_FACTOR: "LOG_REFUSED",
  INVALID_CONFIG: "LOG_REFUSED",
  POLICY_VIOLATION: "LOG_REFUSED",
};

/** No error of kafkajs leaves this folder: by the broker's code, else the log counts as unavailable. */
export function toEventLogError(error: unknown, doing: string): EventLogError {
  if (error instanceof EventLogError) return error;
  const causes = causeChain(error);
  const byType = causes.map((one) => BY_TYPE[protocolType(one) ?? ""]).find((one) => one !== undefined);
  const isAuthentication = causes.some((one) => one.name === "KafkaJSSASLAuthenticationError");
  const code = isAuthentication ? "LOG_REFUSED" : (byType ?? "LOG_UNAVAILABLE");
  return new EventLogError(code, `${doing}: ${causes.at(-1)?.message ?? String(error)}`, { cause: error });
}

/** The broker's name for what went wrong (`REBALANCE_IN_PROGRESS`), or null for an error that is not a broker's. */
export function protocolType(error: unknown): string | null {
  return error instanceof Error && "type" in error && typeof error.type === "string" ? error.type : null;
}

function causeChain(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 10; at = at.cause) chain.push(at);
  return chain;
}
