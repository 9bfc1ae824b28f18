import { FEED_FORMATS, type FeedFormat } from "@yardstick/contracts";
import { openIngestBench } from "../../services/ingest-http/src/ingest-bench.ts";
import type { FuzzInput } from "./fuzz-input.ts";
import { type Corpus, makeInput } from "./make-input.ts";
import { type Random, randomOf } from "./random.ts";

const TYPE_OF: Readonly<Record<FeedFormat, string>> = {
  json: "application/json",
  ndjson: "application/x-ndjson",
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "sdmx-csv": "application/vnd.sdmx.data+csv",
  "sdmx-json": "application/vnd.sdmx.data+json",
  "sdmx-ml": "application/vnd.sdmx.structurespecificdata+xml",
};
const TYPES = [
  ..."application/json application/x-ndjson text/csv application/xml application/octet-stream text/plain".split(" "),
  ..."application/vnd.sdmx.data+json application/vnd.sdmx.data+csv application/vnd.ms-excel image/png x".split(" "),
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "text/csv; charset=gb18030",
  "text/csv; charset=nonsense",
  "multipart/form-data; boundary=x",
  "",
];
const QUERIES = [
  "",
  "?source=210400-bureau",
  "?source=210400-bureau&dryRun=true",
  "?source=%00",
  "?feed=none",
  "?mode=x",
];
const NAMES = ["a.csv", "a.xlsx", "a.json", "报表.csv", "../../x", ""];

export interface FuzzPosts {
  readonly seed: number;
  readonly count: number;
  readonly corpus: Corpus;
}

export interface PostTally {
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What was no answer to a mistake of the sender's. */
  readonly failed: readonly string[];
}

/** Bodies of every kind under every name against the ingest API, without a network: whatever comes, it is no 5xx. */
export async function fuzzPosts({ seed, count, corpus }: FuzzPosts): Promise<PostTally> {
  const bench = await openIngestBench();
  const statuses: Record<string, number> = {};
  const failed: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const random = randomOf(seed, "post", index);
    const input = makeInput({ seed, format: random.pick(FEED_FORMATS), index }, corpus);
    const { statusCode, body } = await bench.server.inject(requestOf(random, input));
    statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
    if (statusCode >= 500)
      failed.push(`POST ${index} of ${input.format} (${input.kind}): ${statusCode} ${body.slice(0, 300)}`);
  }
  await bench.close();
  return { statuses, failed };
}

/** Most say what they are, the others something else. */
function requestOf(random: Random, { bytes, format, charset, feed }: FuzzInput) {
  const isHonest = random.chance(0.6);
  const query = `?source=210400-bureau${feed === undefined ? "" : `&feed=${feed}`}`;
  const type = `${TYPE_OF[format]}${charset === undefined ? "" : `; charset=${charset}`}`;
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(random.pick(NAMES))}`;
  return {
    method: "POST" as const,
    url: `/v1/submissions${isHonest ? query : random.pick(QUERIES)}`,
    payload: bytes,
    headers: {
      "content-type": isHonest ? type : random.pick(TYPES),
      ...(random.chance(0.3) ? { "content-disposition": disposition } : {}),
      ...(!isHonest && random.chance(0.2) ? { "content-encoding": random.pick(["gzip", "br", "x"]) } : {}),
      ...(random.chance(0.2) ? { "idempotency-key": `${random.below(50)}` } : {}),
    },
  };
}
