import { expect, test } from "vitest";
import { newKey } from "./new-key.ts";

const bureau = { verbs: ["submit"], sources: ["210400-bureau"], regionPrefixes: ["2104"] };

test.each([
  bureau,
  { ...bureau, sources: ["*"] },
  { ...bureau, sources: ["2104*"] },
  { verbs: ["read"], sources: [], regionPrefixes: [] },
])("takes %o", (asked) => {
  expect(newKey.safeParse(asked).success).toBe(true);
});

test.each([
  [{ ...bureau, sources: [] }, "sources"],
  [{ ...bureau, verbs: [] }, "verbs"],
  [{ ...bureau, verbs: ["write"] }, "verbs.0"],
  [{ ...bureau, sources: ["Bureau of 抚顺"] }, "sources.0"],
  [{ ...bureau, regionPrefixes: ["抚顺"] }, "regionPrefixes.0"],
  [{ ...bureau, validUntil: "2027-12-31" }, "validUntil"],
  [{ ...bureau, requestsPerMinute: 0 }, "requestsPerMinute"],
  [{ ...bureau, secret: "mine" }, ""],
])("refuses %o for its %s", (asked, path) => {
  expect(newKey.safeParse(asked).error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
});
