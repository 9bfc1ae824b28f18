import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, type OpenSqlDoor, openSqlDoor } from "./open-sql-door.ts";

let door: OpenSqlDoor;
beforeAll(async () => {
  door = await openSqlDoor({ maxExecutionTimeSeconds: 10, maxResultRows: 1_000 });
});
afterAll(() => door.close());

const readable: readonly (readonly [string, string | RegExp])[] = [
  ["SELECT 1", "1\n"],
  ["select region from comparisons order by gap desc limit 1;", "210422\n"],
  ["SELECT count() FROM yardstick.comparisons", "2\n"],
  ["SELECT region FROM latest WHERE gap < 0", "210421\n"],
  ["SELECT region FROM comparisons_at(scope = '210000-XY', periods = ['2021', '2020']) WHERE gap > 0", "210422\n"],
  ["SELECT count() FROM yardstick.comparisons_at(scope = '210000-XY', periods = ['2020'])", "0\n"],
  ["SELECT sum(number) FROM numbers(10)", "45\n"],
  ["SELECT * FROM generate_series(1, 3)", "1\n2\n3\n"],
  ["SELECT * FROM values('a String, b UInt8', ('x', 1), ('y', 2)) WHERE b IN (1, 3)", "x\t1\n"],
  ["SELECT 3 IN (SELECT number FROM numbers(5))", "1\n"],
  ["SELECT region IN ('210421') AS hit FROM comparisons ORDER BY region", "1\n0\n"],
  [
    "WITH low AS (SELECT * FROM comparisons WHERE gap < 0) SELECT count() FROM low AS l JOIN latest AS a USING region",
    "1\n",
  ],
  ["WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 4) SELECT sum(n) FROM r", "10\n"],
  [
    "SELECT region, row_number() OVER (PARTITION BY period ORDER BY gap DESC) AS place FROM comparisons ORDER BY place",
    "210422\t1\n210421\t2\n",
  ],
  [
    "SELECT sumIf(gap, gap > 0), uniqExactIf(region, 1), quantileExact(0.5)(gap), avgOrNull(gap) FROM comparisons",
    /^2\.25\t2\t/,
  ],
  [
    "SELECT arrayMap((x, y) -> x + y, [1, 2], [3, 4]), CAST('1.25' AS Decimal(10, 2)), toDate('2021-01-31') + INTERVAL 1 MONTH",
    "[4,6]\t1.25\t2021-02-28\n",
  ],
  ["SELECT * EXCEPT (scope, period) FROM comparisons ORDER BY region", "210421\t-1.5\n210422\t2.25\n"],
  ["SELECT '省域\\n平均' AS `名称`, \"region\" FROM comparisons AS `表` ORDER BY 2 LIMIT 1", "省域\\n平均\t210421\n"],
  ["SELECT 1 /* a comment; with 'quotes' */ -- and another", "1\n"],
  ["SELECT 1 AS n FORMAT JSONEachRow", '{"n":1}\n'],
  ["SELECT toUInt64(1) AS n FORMAT JSONEachRow SETTINGS output_format_json_quote_64bit_integers = 0", '{"n":1}\n'],
  [
    "SELECT number FROM numbers(5) SETTINGS max_result_rows = 100, max_execution_time = 1 FORMAT CSV",
    "0\n1\n2\n3\n4\n",
  ],
  ["SELECT name FROM system.tables WHERE database = 'yardstick' AND name = 'latest'", "latest\n"],
  [
    "SELECT type FROM system.columns WHERE database = 'yardstick' AND table = 'comparisons' AND name = 'gap'",
    "Decimal(38, 10)\n",
  ],
  ["SELECT count() > 1000 FROM system.functions", "1\n"],
  ["SELECT table_name FROM INFORMATION_SCHEMA.TABLES WHERE table_name = 'comparisons'", "comparisons\n"],
  ["SHOW TABLES", /comparisons\n/],
  ["SHOW TABLES FROM system LIKE 'one'", "one\n"],
  ["SHOW DATABASES", /yardstick\n/],
  ["SHOW CREATE TABLE yardstick.latest", /CREATE VIEW yardstick\.latest/],
  ["SHOW COLUMNS FROM comparisons", /^gap\t/],
  ["EXISTS TABLE comparisons", "1\n"],
  ["DESCRIBE TABLE comparisons", /^scope\tString/],
  ["DESCRIBE (SELECT 1 AS a)", /^a\tUInt8/],
  ["EXPLAIN SELECT * FROM comparisons", /ReadFromMergeTree/],
  ["EXPLAIN actions = 1 SELECT 1", /ReadFromSystemOne/],
  ["EXPLAIN SYNTAX SELECT 1", /^SELECT 1\n/],
];

describe("reading through the SQL door", () => {
  test.each(readable)("%s", async (sql, expected) => {
    const { text } = await ask(door.url, sql);
    if (typeof expected === "string") expect(text).toBe(expected);
    else expect(text).toMatch(expected);
  });

  test("parameters of every kind take the place of values and names", async () => {
    const sql =
      "SELECT {s:String}, {n:UInt32}, {a:Array(String)}, {d:Date}, {z:Nullable(String)}, count() FROM yardstick.{t:Identifier} LIMIT {n:UInt32}";
    const query = {
      param_s: "a'b\\tc",
      param_n: "7",
      param_a: "['x','y']",
      param_d: "2021-01-31",
      param_z: "\\N",
      param_t: "comparisons",
    };
    expect((await ask(door.url, sql, query)).text).toBe("a\\'b\\tc\t7\t['x','y']\t2021-01-31\t\\N\t2\n");
  });

  test("neither settings nor parameters of a query reach the next", async () => {
    await ask(door.url, "SELECT {s:String}", { param_s: "mine", max_result_rows: "1" });
    expect((await ask(door.url, "SELECT {s:String}")).text).toContain("Code: 456.");
    expect((await ask(door.url, "SELECT count() FROM (SELECT number FROM numbers(5))")).text).toBe("5\n");
    expect((await ask(door.url, "SELECT number FROM numbers(2)")).text).toBe("0\n1\n");
  });

  test("no answer holds a row of another query, also after failed ones and side by side", async () => {
    const failing = [
      "SELECT 'leaked', throwIf(number = 900) FROM numbers(1000) SETTINGS max_block_size = 10",
      "SELECT 'leaked', throwIf(number = 900) FROM numbers(1000)",
      "SELECT 'leaked' FROM numbers(100000)",
      "SELECT 'leaked', intDiv(1, number - 500) FROM numbers(1000)",
      "SELECT 'leaked' UNION ALL SELECT toString(throwIf(sleep(0) = 0))",
      "SELECT 'leaked' FROM",
    ];
    const failures = Array.from({ length: 5 }, () => failing)
      .flat()
      .map((sql) => ask(door.url, sql));
    const answers = Array.from({ length: 30 }, (_, i) => ask(door.url, `SELECT 'own-${i}'`));
    for (const answer of await Promise.all(failures)) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.text).not.toMatch(/^leaked/m);
    }
    for (const [i, answer] of (await Promise.all(answers)).entries()) {
      expect([200, 503], answer.text).toContain(answer.status);
      if (answer.status === 200) expect(answer.text).toBe(`own-${i}\n`);
      else expect(answer.text).toContain("TOO_MANY_SIMULTANEOUS_QUERIES");
    }
    expect((await ask(door.url, "SELECT 2")).text).toBe("2\n");
  });
});
