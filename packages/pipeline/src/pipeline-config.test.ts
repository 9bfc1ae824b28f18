import { isRegisteredKey, parseConfig } from "@yardstick/runtime";
import { expect, it } from "vitest";
import { pipelineConfig, pipelineLimits, pipelineRules } from "./pipeline-config.ts";

it("the defaults are within the rules, and every key is registered", () => {
  const parsed = parseConfig({ shape: pipelineConfig, env: {}, rules: pipelineRules });
  expect(parsed.ok && pipelineLimits(parsed.config)).toMatchObject({
    batchRecords: 500,
    batchBytes: 16_777_216,
    concurrency: 2,
  });
  expect(Object.keys(pipelineConfig).filter((key) => !isRegisteredKey(key))).toEqual([]);
});

it("a batch gives up before it is let go", () => {
  const env = { YARDSTICK_RETRY_DEADLINE_MS: "5000", YARDSTICK_BATCH_DEADLINE_MS: "5000" };
  const parsed = parseConfig({ shape: pipelineConfig, env, rules: pipelineRules });
  expect(parsed).toMatchObject({ ok: false, problems: [{ key: "YARDSTICK_RETRY_DEADLINE_MS" }] });
});
