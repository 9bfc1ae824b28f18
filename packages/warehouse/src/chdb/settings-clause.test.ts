import { describe, expect, it } from "vitest";
import { withSettingsClause } from "./settings-clause.ts";

describe("withSettingsClause", () => {
  it("leaves a statement without settings as it is", () => {
    expect(withSettingsClause("SELECT 1", {})).toBe("SELECT 1");
    expect(withSettingsClause("SELECT 1", { wait_end_of_query: 1, send_progress_in_http_headers: 1 })).toBe("SELECT 1");
  });

  it("puts them behind the statement on a line of their own, so that a comment at its end does not swallow them", () => {
    const sql = "INSERT INTO t SELECT 1 -- done";
    expect(withSettingsClause(sql, { max_threads: 1, insert_deduplication_token: "it's \\1" })).toBe(
      `${sql}\nSETTINGS max_threads = 1, insert_deduplication_token = 'it\\'s \\\\1'`,
    );
  });

  it.each(["CREATE TABLE t", "  create or replace view v", "-- why\n/* and\n how */ CREATE TABLE t", "ATTACH TABLE t"])(
    "separates them from a definition's own: %s",
    (sql) => expect(withSettingsClause(sql, { max_threads: 1 })).toBe(`${sql}\nFORMAT Null SETTINGS max_threads = 1`),
  );

  it("refuses a name that is not a setting's", () => {
    expect(() => withSettingsClause("SELECT 1", { "a = 1, b": 1 })).toThrow(TypeError);
  });
});
