import { ClickHouseError } from "@clickhouse/client";
import { describe, expect, it } from "vitest";
import { classifyError } from "./classify-error.ts";
import { WAREHOUSE_ERRORS, WarehouseError } from "./warehouse-error.ts";

const judge = (error: unknown) => classifyError(error, "insert into growth", "INSERT_FAILED");
const withCode = (code: string, more: object = {}) => Object.assign(new Error("socket"), { code, ...more });

describe("classifyError", () => {
  it.each([
    new ClickHouseError({ code: "241", message: "too much" }),
    Object.assign(new Error("too much"), { clickhouseCode: 241, code: "CHDB_QUERY" }),
  ])("knows ClickHouse's number from either engine", (error) => {
    expect(judge(error)).toMatchObject({ code: "WAREHOUSE_UNAVAILABLE", disposition: "retry", clickhouseCode: 241 });
  });

  it.each([
    withCode("ECONNREFUSED"),
    new Error("wrapped", { cause: withCode("ECONNRESET") }),
    withCode("WRAPS", { cause: new AggregateError([withCode("ETIMEDOUT"), withCode("ENETUNREACH")]) }),
  ])("retries what the network does", (error) => {
    expect(judge(error)).toMatchObject({ code: "WAREHOUSE_UNAVAILABLE", clickhouseCode: undefined });
  });

  it.each([
    new ClickHouseError({ code: "62", message: "Timeout ECONNREFUSED TOO_MANY_PARTS 241" }),
    new Error("connect ECONNREFUSED"),
    withCode("ERR_INVALID_ARG_TYPE"),
    "text",
    null,
  ])("never judges by text", (error) => {
    expect(judge(error)).toMatchObject({ code: "INSERT_FAILED", disposition: "crash" });
  });

  it("says what was tried, and cuts what ClickHouse quotes", () => {
    expect(judge(new Error("no")).message).toBe("insert into growth: no");
    expect(judge(new Error("x".repeat(5_000))).message.length).toBeLessThan(1_100);
  });

  it("leaves a judged error alone", () => {
    const error = new WarehouseError("SCHEMA_BEHIND", { message: "behind" });
    expect(judge(error)).toBe(error);
    expect(error.disposition).toBe(WAREHOUSE_ERRORS.SCHEMA_BEHIND);
  });
});
