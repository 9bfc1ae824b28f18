import { DEAD_LETTER_TOPIC, EVENTS, type EventContract, TOPIC_DEFAULTS } from "../topics.ts";
import { createComponents, type JsonSchema } from "./json-schema.ts";
import type { Samples } from "./samples.ts";

const TOPIC_PREFIX = "yardstick.";

/** AsyncAPI 3.0: every topic, who sends to it and receives from it, and its records as CloudEvents in binary mode. */
export function asyncapiDocument(samples: Samples): JsonSchema {
  const components = createComponents();
  const events = Object.entries(EVENTS) as [string, EventContract][];
  const messages = Object.fromEntries(
    events.map(([name, event]) => [name, message(event, components.add(event.schema), samples.events.get(event.type))]),
  );
  return {
    asyncapi: "3.0.0",
    id: "urn:yardstick:events",
    info: {
      title: "Yardstick events",
      version: "1.0.0",
      description:
        "Events of the indicator pipeline: CloudEvents 1.0 in Kafka binary mode with JSON values. Topic names begin with a " +
        "configurable prefix, yardstick. by default. A bureau may produce submission-received itself: record key, " +
        "ce_source and the body's source must agree.",
    },
    defaultContentType: "application/json",
    servers: { kafka: { host: "localhost:9092", protocol: "kafka", description: "YARDSTICK_KAFKA_BROKERS" } },
    channels: {
      ...Object.fromEntries(events.map(([name, event]) => [name, channel(event.topic, event.summary, name)])),
      deadLetter: channel(DEAD_LETTER_TOPIC, "Records that nobody can read, with their original bytes.", "deadLetter"),
    },
    operations: Object.fromEntries(events.flatMap(([name, event]) => operations(name, event))),
    components: { messages: { ...messages, deadLetter: deadLetterMessage }, schemas: components.schemas() },
  };
}

function channel(topic: string, description: string, messageName: string): JsonSchema {
  return {
    address: TOPIC_PREFIX + topic,
    description,
    servers: [{ $ref: "#/servers/kafka" }],
    messages: { [messageName]: { $ref: `#/components/messages/${messageName}` } },
    bindings: {
      kafka: {
        topic: TOPIC_PREFIX + topic,
        partitions: TOPIC_DEFAULTS.partitions,
        topicConfiguration: {
          "cleanup.policy": ["delete"],
          "retention.ms": TOPIC_DEFAULTS.retentionMs,
          "max.message.bytes": TOPIC_DEFAULTS.maxMessageBytes,
        },
        bindingVersion: "0.5.0",
      },
    },
    "x-kafka-message.timestamp.type": "LogAppendTime",
  };
}

function operations(name: string, event: EventContract): [string, JsonSchema][] {
  const common = {
    channel: { $ref: `#/channels/${name}` },
    messages: [{ $ref: `#/channels/${name}/messages/${name}` }],
  };
  const sender = event.from.split(",")[0] ?? event.from;
  const send: JsonSchema = { action: "send", title: `${event.from} sends`, summary: event.summary, ...common };
  const receivers = event.to.map((service): [string, JsonSchema] => [
    `${service}.receive.${name}`,
    { action: "receive", title: `${service} receives`, summary: event.summary, ...common },
  ]);
  return [[`${sender}.send.${name}`, send], ...receivers];
}

function message(event: EventContract, payload: JsonSchema, sample: unknown): JsonSchema {
  return {
    name: event.type,
    title: event.type,
    summary: event.summary,
    contentType: "application/json",
    correlationId: {
      description: "The submission id: ce_id of the submission, carried on by every event it causes.",
      location:
        event.type === EVENTS.submissionReceived.type ? "$message.header#/ce_id" : "$message.header#/ce_correlationid",
    },
    headers: cloudEventHeaders(event),
    payload,
    bindings: {
      kafka: {
        key: { type: "string", description: `${event.key.join("/")}, placed by murmur2` },
        bindingVersion: "0.5.0",
      },
    },
    examples: sample === undefined ? [] : [{ name: "sample", headers: sampleHeaders(event), payload: sample }],
  };
}

function cloudEventHeaders(event: EventContract): JsonSchema {
  const isEntry = event.type === EVENTS.submissionReceived.type;
  return {
    type: "object",
    properties: {
      ce_specversion: { const: "1.0" },
      ce_id: {
        type: "string",
        description: isEntry
          ? "The submission id, unique per source."
          : "Derived from what caused the event: a replay makes the same.",
      },
      ce_type: { const: event.type },
      ce_source: {
        type: "string",
        description: isEntry ? "The source, equal to the record key." : "The stage that sent it.",
      },
      ce_time: { type: "string", format: "date-time" },
      "content-type": { type: "string", pattern: "^application/json" },
      ...(isEntry ? {} : { ce_correlationid: { type: "string", description: "Submission id from ingress to alert." } }),
      traceparent: { type: "string", description: "W3C trace context, carried on." },
      ce_authtype: { const: "service_account", description: "Where ce_authid is given." },
      ce_authid: { type: "string", description: "Id of the key that the submission was sent with, carried on." },
    },
    required: ["ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type"],
  };
}

function sampleHeaders(event: EventContract): JsonSchema {
  return {
    ce_specversion: "1.0",
    ce_id: event.type === EVENTS.submissionReceived.type ? "fushun-gdp-2021" : "b5c1f2d0a7e84a5f",
    ce_type: event.type,
    ce_source:
      event.type === EVENTS.submissionReceived.type ? "210400-bureau" : (event.from.split(",")[0] ?? event.from),
    ce_time: "2022-03-01T08:00:00.000Z",
    "content-type": "application/json",
  };
}

const deadLetterMessage: JsonSchema = {
  name: "dead-letter",
  title: "dead-letter",
  summary: "The original value, byte by byte; headers say code, stage, topic, partition and offset.",
  contentType: "application/octet-stream",
  payload: { type: "string", format: "binary" },
};
