import { readFileSync } from "node:fs";
import { loadReference } from "@yardstick/contracts";
import { DEFAULT_DECODE_LIMITS, decodeSubmission } from "@yardstick/submissions";
import { chunksOf } from "../baseline/bare-readers.ts";
import { processMemory } from "../report/process-memory.ts";

/** Decodes one workbook and says its rows and the most memory that the process had, before and after. */
const reference = loadReference();
const before = processMemory(process.pid).peakMib;
const bytes = readFileSync(process.argv[2] ?? "");
const decoded = await decodeSubmission("xlsx", chunksOf(bytes), {
  source: "210400-bureau",
  limits: DEFAULT_DECODE_LIMITS,
  reference,
});
const rows = decoded.outcome === "decoded" ? decoded.body.observations.length : 0;
process.stdout.write(JSON.stringify({ rows, before, peak: processMemory(process.pid).peakMib }));
