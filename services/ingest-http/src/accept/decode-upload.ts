import type { Feed, ReferenceData, SubmissionBody } from "@yardstick/contracts";
import type { HttpProblem } from "@yardstick/runtime";
import {
  type DecodedSubmission,
  type DecodeLimits,
  decodeJsonSubmission,
  decodeSubmission,
  detectFormat,
  peekChunks,
  suggestClosest,
} from "@yardstick/submissions";
import { formatNotKnown } from "./media-types.ts";
import { collectBody } from "./open-body.ts";
import { problemOfDecoding } from "./problem-of-decoding.ts";
import { type FieldFault, fieldsInvalid, type SubmissionFields } from "./read-submission-fields.ts";
import type { Upload } from "./upload.ts";

export interface DecodedUpload {
  readonly body: SubmissionBody;
  /** JSON of the body: as it was received, or what another format says in JSON. */
  readonly bytes: Uint8Array;
}

export interface DecodeDeps {
  readonly limits: DecodeLimits;
  readonly reference: ReferenceData;
}

/** Reads a body to its end. @throws HttpProblem 400, 413, 415, 422 */
export async function decodeUpload(upload: Upload, deps: DecodeDeps): Promise<DecodedUpload> {
  const feed = feedNamed(upload.fields.feed, deps.reference);
  if (upload.media.isJson) return decodeJson(upload.chunks, upload.fields, deps.limits);
  const { media, fileName, fields } = upload;
  const { firstBytes, chunks } = await peekChunks(upload.chunks);
  const format = detectFormat({ contentType: media.type, fileName, firstBytes });
  if (format === null) throw formatNotKnown();
  if (format === "json") return decodeJson(chunks, fields, deps.limits);
  const { source, mode } = fields;
  const { charset } = media;
  const question = {
    ...deps,
    ...(source === undefined ? {} : { source }),
    ...(mode === undefined ? {} : { mode }),
    ...(charset === undefined ? {} : { charset }),
    ...(fileName === undefined ? {} : { fileName }),
    ...(feed === undefined ? {} : { feed }),
  };
  const body = bodyOf(await decodeSubmission(format, chunks, question));
  return { body, bytes: Buffer.from(JSON.stringify(body)) };
}

async function decodeJson(
  chunks: AsyncIterable<Uint8Array>,
  fields: SubmissionFields,
  limits: DecodeLimits,
): Promise<DecodedUpload> {
  const bytes = await collectBody(chunks, limits.maxBytes);
  const body = bodyOf(decodeJsonSubmission(bytes, limits));
  const faults = (["source", "mode"] as const).flatMap((name): FieldFault[] => {
    const said = fields[name];
    if (said === undefined || said === body[name]) return [];
    const there = body[name];
    return [{ path: name, zh: `为 ${said}，正文中却是 ${there}`, en: `says ${said}, and the body ${there}` }];
  });
  if (faults.length > 0) throw fieldsInvalid(faults);
  return { body, bytes };
}

function bodyOf(decoded: DecodedSubmission): SubmissionBody {
  if (decoded.outcome !== "decoded") throw problemOfDecoding(decoded);
  return decoded.body;
}

function feedNamed(id: string | undefined, { feeds }: ReferenceData): Feed | undefined {
  if (id === undefined) return undefined;
  return feeds.get(id) ?? unknownFeed(id, feeds.keys());
}

function unknownFeed(id: string, known: Iterable<string>): never {
  const [closest] = suggestClosest(id, known);
  const [zh, en] = closest === undefined ? ["", ""] : [`，是否指 ${closest}`, `; did you mean ${closest}?`];
  const problem: HttpProblem = fieldsInvalid([{ path: "feed", zh: `没有这个映射${zh}`, en: `is no feed here${en}` }]);
  throw problem;
}
