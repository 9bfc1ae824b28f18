import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenPipeline, SETTLE_DEADLINE_MS } from "./open-pipeline.ts";
import { openReadOnlyDoor, type ReadOnlyDoor } from "./open-read-only-door.ts";
import { pageWithAnswers, tableOf } from "./page-with-answers.ts";
import { openShippedFigures } from "./shipped-figures.ts";

const PAGE = fileURLToPath(new URL("../../../packages/warehouse/analysts-guide.md", import.meta.url));

let figures: OpenPipeline;
let door: ReadOnlyDoor;

beforeAll(async () => {
  figures = await openShippedFigures();
  door = await openReadOnlyDoor(figures.directory);
}, SETTLE_DEADLINE_MS + 30_000);

afterAll(async () => {
  await door.close();
  await figures.close();
});

/** `vitest -u` writes the answers anew; what changed is then read in the diff. */
it("answers every query of the analyst's page, through the SQL door, as the page prints it", async () => {
  const page = await readFile(PAGE, "utf8");
  const answered = await pageWithAnswers(page, async (sql) => tableOf(await door.ask(sql)));
  expect(answered.match(/```sql\n/g)?.length).toBeGreaterThanOrEqual(15);
  await expect(answered).toMatchFileSnapshot(PAGE);
});
