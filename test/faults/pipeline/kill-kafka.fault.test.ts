import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ProvidedClickHouse, provideClickHouse } from "../../clickhouse/provide-clickhouse.ts";
import { describeWithKafka, kafkaBrokers } from "../../kafka/describe-with-kafka.ts";
import { shortSessionTimeoutMs } from "./broker-limits.ts";
import { chainOfKills } from "./chain-of-kills.ts";
import { expectSameState } from "./expect-same-state.ts";
import { describePlan, killPlans } from "./kill-plan.ts";
import { prepareDeployment } from "./prepared-directory.ts";
import type { PipelineState } from "./read-state.ts";
import { STAGE_STEPS } from "./stage-steps.ts";
import { undisturbedRun } from "./undisturbed-run.ts";
import { type Deployment, deploymentIn } from "./worker-settings.ts";

const CHAIN_DEADLINE_MS = 900_000;

describeWithKafka("the same process over Kafka and a ClickHouse server, killed between every pair of steps", () => {
  let clickHouse: ProvidedClickHouse;
  let sessionTimeoutMs: number;
  let reference: PipelineState;

  beforeAll(async () => {
    clickHouse = await provideClickHouse();
    sessionTimeoutMs = await shortSessionTimeoutMs(kafkaBrokers().join(","));
    // On the other log and the other engine: the state is the same there, but for the clock.
    ({ state: reference } = await undisturbedRun());
  }, CHAIN_DEADLINE_MS);

  afterAll(() => clickHouse.stop());

  /** Topics, groups and a database of its own. */
  async function deploy(stage: string): Promise<Deployment> {
    const name = `kills_${randomBytes(4).toString("hex")}_${stage.replaceAll("-", "_")}`;
    const texts = Object.entries(clickHouse.settings).filter(([, value]) => typeof value === "string");
    const deployment = deploymentIn(join(tmpdir(), "yardstick-nothing-is-here"), {
      sessionTimeoutMs,
      settings: {
        ...Object.fromEntries(texts),
        YARDSTICK_CLICKHOUSE_DATABASE: name,
        YARDSTICK_KAFKA_BROKERS: kafkaBrokers().join(","),
        YARDSTICK_KAFKA_TOPIC_PREFIX: `${name}.`,
      },
    });
    await prepareDeployment(deployment);
    return deployment;
  }

  for (const [stage, steps] of Object.entries(STAGE_STEPS)) {
    test.concurrent(
      stage,
      async () => {
        const plans = killPlans(stage, steps, ["published", "committed"]);
        const state = await chainOfKills(await deploy(stage), plans);
        expectSameState(state, reference, `after kills at ${plans.map(describePlan).join("; ")}`);
        expect(state.alerts?.length).toBeGreaterThan(0);
      },
      CHAIN_DEADLINE_MS,
    );
  }
});
