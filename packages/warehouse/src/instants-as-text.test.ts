import { expect, it } from "vitest";
import { instantsAsText } from "./instants-as-text.ts";

it("writes instants in UTC, with milliseconds where there are any, and leaves the rest alone", () => {
  const params = {
    after: new Date("2021-03-01T08:00:00.120+08:00"),
    before: new Date("1929-01-01T00:00:00Z"),
    list: [new Date(0), "text"],
    number: 1,
    none: null,
  };
  expect(instantsAsText(params)).toEqual({
    after: "2021-03-01 00:00:00.120",
    before: "1929-01-01 00:00:00",
    list: ["1970-01-01 00:00:00", "text"],
    number: 1,
    none: null,
  });
});
