import { expect, test } from "vitest";
import { judgeEntry } from "./judge-entry.ts";

const feeds = new Map([["monthly-bulletin", {}]]) as never;
const judged = (folders: readonly string[], name = "gdp.csv") => {
  const { refusal, ...rest } = judgeEntry({ folders, name }, { feeds });
  return { ...rest, code: refusal?.issues[0]?.code ?? null, suggestion: refusal?.issues[0]?.suggestion ?? null };
};

test("the folder is the source, the one below it the feed", () => {
  expect(judged(["210400-bureau"])).toMatchObject({ source: "210400-bureau", feed: null, code: null });
  expect(judged(["210400-bureau", "monthly-bulletin"])).toMatchObject({ feed: "monthly-bulletin", code: null });
});

test.each([
  { folders: [], code: "FOLDER_MISSING" },
  { folders: ["抚顺市统计局"], code: "FOLDER_NOT_A_SOURCE" },
  { folders: ["Bureau"], code: "FOLDER_NOT_A_SOURCE" },
  { folders: ["bureau\n"], code: "FOLDER_NOT_A_SOURCE" },
  { folders: ["bureau", "monthly-buletin"], code: "FOLDER_NOT_A_FEED", suggestion: "monthly-bulletin" },
])("$folders is refused: $code", ({ folders, code, suggestion = null }) => {
  expect(judged(folders)).toMatchObject({ code, suggestion });
});

test.each(["a\nb.csv", "a\u0007.csv"])("the name %j is refused", (name) => {
  expect(judged(["bureau"], name)).toMatchObject({ source: "bureau", code: "FILE_NAME_INVALID" });
});
