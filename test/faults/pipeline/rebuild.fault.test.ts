import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { describeWithKafka, kafkaBrokers } from "../../kafka/describe-with-kafka.ts";
import { settledState } from "./chain-of-kills.ts";
import { expectSameStanding } from "./expect-same-state.ts";
import { prepareDeployment } from "./prepared-directory.ts";
import { deploymentIn } from "./worker-settings.ts";

const DEADLINE_MS = 900_000;

describeWithKafka("chDB in a data directory, Kafka elsewhere", () => {
  test(
    "a fresh directory on an old Kafka holds what the old one held",
    async () => {
      const directory = await mkdtemp(join(tmpdir(), "yardstick-rebuild-"));
      onTestFinished(() => rm(directory, { recursive: true, force: true }));
      const settings = {
        YARDSTICK_KAFKA_BROKERS: kafkaBrokers().join(","),
        YARDSTICK_KAFKA_TOPIC_PREFIX: `rebuild-${randomBytes(4).toString("hex")}.`,
      };
      const old = deploymentIn(join(directory, "old"), { settings });
      await prepareDeployment(old);
      const before = await settledState(old);
      expect(before.observation_vintages?.length).toBeGreaterThan(0);

      const rebuilt = await settledState(deploymentIn(join(directory, "fresh"), { settings }));
      expectSameStanding(rebuilt, before, "rebuilt from the log alone");
      // The old directory's stages have gone on nowhere: what the fresh one published again changes nothing for them.
      expectSameStanding(await settledState(old), before, "the old directory, after the fresh one");
    },
    DEADLINE_MS,
  );
});
