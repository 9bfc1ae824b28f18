import { expect, test } from "vitest";
import { describeDeployment, isSameDeployment } from "./inbox-deployment.ts";

const kafka = (topicPrefix: string, ...kafkaBrokers: string[]) => ({ topicPrefix, kafkaBrokers });
const directory = (dataDirectoryId: string) => ({ dataDirectoryId });

test.each([
  ["the same directory", directory("a"), directory("a"), true],
  ["another directory", directory("a"), directory("b"), false],
  ["a Kafka with a broker more", kafka("y.", "k1:9092"), kafka("y.", "k2:9092", "k1:9092"), true],
  ["another Kafka", kafka("y.", "k1:9092"), kafka("y.", "k2:9092"), false],
  ["other topics of one Kafka", kafka("y.", "k1:9092"), kafka("z.", "k1:9092"), false],
  ["a directory and a Kafka", directory("a"), kafka("y.", "k1:9092"), false],
])("%s", (_what, a, b, isSame) => {
  expect(isSameDeployment(a, b)).toBe(isSame);
  expect(isSameDeployment(b, a)).toBe(isSame);
});

test("a deployment is named by what stands in its settings", () => {
  expect(describeDeployment(directory("3fa9"))).toBe("the log of data directory 3fa9");
  expect(describeDeployment(kafka("y.", "k1:9092", "k2:9092"))).toBe("the log y.* of Kafka k1:9092,k2:9092");
});
