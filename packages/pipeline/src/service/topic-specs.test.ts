import { expect, test } from "vitest";
import { DEAD_LETTER_HEADROOM_BYTES } from "../loop/dead-letter-record.ts";
import { topicSpecs } from "./topic-specs.ts";

test("names every topic with its prefix, and gives dead letters room for their headers", () => {
  const specs = topicSpecs("county.", 3);
  const received = specs.find(({ name }) => name === "county.submission-received");
  const deadLetters = specs.find(({ name }) => name === "county.dead-letter");
  expect(received).toMatchObject({ partitions: 4, maxMessageBytes: 16 * 1024 * 1024, replicationFactor: 3 });
  expect(deadLetters?.maxMessageBytes).toBe(16 * 1024 * 1024 + DEAD_LETTER_HEADROOM_BYTES);
  expect(new Set(specs.map(({ name }) => name)).size).toBe(specs.length);
});
