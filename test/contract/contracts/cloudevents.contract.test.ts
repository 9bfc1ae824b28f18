import { EVENTS } from "@yardstick/contracts";
import { decodeEnvelope, encodeEvent } from "@yardstick/pipeline";
import { CloudEvent, Kafka, type KafkaMessage } from "cloudevents";
import { describe, expect, it } from "vitest";
import { readSamples } from "../../../contracts/src/generate/samples.ts";

const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const samples = readSamples().events;
const types = Object.values(EVENTS).map(({ type }) => type);

const envelope = (type: string) => ({
  id: "S-1",
  type,
  source: "210400-bureau",
  time: "2021-03-01T00:00:00.000Z",
  correlationId: "S-1",
});

/** A record as the SDK takes it: a value that is text, which it parses by its content type. */
function asKafkaMessage(headers: Readonly<Record<string, string>>, value: Uint8Array): KafkaMessage<string> {
  const text = new TextDecoder().decode(value);
  return { headers: { ...headers }, value: text, body: text, key: "210400-bureau" };
}

describe("CloudEvents 1.0 over Kafka, in binary mode", () => {
  it.each(types)("%s, as we write it, is read by the CloudEvents SDK", (type) => {
    const { headers, value } = encodeEvent({ ...envelope(type), data: samples.get(type), traceparent });
    const message = asKafkaMessage(headers, value);
    expect(Kafka.isEvent(message)).toBe(true);
    const event = Kafka.toEvent(message) as CloudEvent<unknown>;
    expect(event.validate()).toBe(true);
    expect(event).toMatchObject({ ...attributesOf(type), datacontenttype: "application/json", correlationid: "S-1" });
    expect(event.data).toEqual(samples.get(type));
  });

  it.each(types)("%s, as the CloudEvents SDK writes it, is read by us", (type) => {
    const event = new CloudEvent({
      ...attributesOf(type),
      datacontenttype: "application/json",
      data: samples.get(type),
      correlationid: "S-1",
      authtype: "service_account",
      authid: "0123456789ab",
    });
    const { headers } = Kafka.binary(event);
    expect(decodeEnvelope({ headers: headers as Record<string, string> })).toEqual({
      ok: true,
      envelope: { ...envelope(type), traceparent: null, authId: "0123456789ab" },
    });
  });

  it("takes what the SDK refuses for no event either", () => {
    const { headers, value } = encodeEvent({ ...envelope("submission-received.v1"), data: {} });
    const { ce_id: _id, ...without } = headers;
    expect(Kafka.isEvent(asKafkaMessage(without, value))).toBe(false);
    expect(decodeEnvelope({ headers: without })).toEqual({ ok: false, faults: ["ce_id is missing"] });
  });
});

function attributesOf(type: string) {
  const { id, source, time } = envelope(type);
  return { specversion: "1.0", id, type, source, time };
}
