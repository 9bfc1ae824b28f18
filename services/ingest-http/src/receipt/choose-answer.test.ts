import { expect, it } from "vitest";
import { chooseAnswer } from "./choose-answer.ts";

it.each([
  [undefined, "json"],
  ["*/*", "json"],
  ["", "json"],
  ["application/json", "json"],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"],
  ["text/csv", "csv"],
  ["text/*;q=0.5, application/json;q=0.4", "html"],
  ["text/html;q=0, */*", "json"],
  ["image/png", "json"],
  ["text/html;q=junk", "json"],
])("%s is answered as %s", (accept, kind) => {
  expect(chooseAnswer(accept, ["json", "html", "csv"])).toBe(kind);
});
