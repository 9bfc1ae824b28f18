import { isRegisteredKey } from "@yardstick/runtime";
import { expect, test } from "vitest";
import { ALL_IN_ONE_FLAGS, allInOneConfig, parseAllInOneConfig } from "./config.ts";

test("every setting of every part is in the register, so that one environment serves all processes", () => {
  expect(Object.keys(allInOneConfig).filter((key) => !isRegisteredKey(key))).toEqual([]);
});

test("every flag stands for a setting", () => {
  for (const key of Object.values(ALL_IN_ONE_FLAGS)) expect(Object.keys(allInOneConfig)).toContain(key);
});

test("needs no setting at all, and names what is wrong with one", () => {
  expect(parseAllInOneConfig({})).toMatchObject({ YARDSTICK_DATA_DIR: ".data", YARDSTICK_INGEST_PORT: 8080 });
  expect(() => parseAllInOneConfig({ YARDSTICK_INGEST_PORT: "http" })).toThrow(/YARDSTICK_INGEST_PORT.*0 to 65535/s);
});
