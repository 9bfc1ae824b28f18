import type { HttpRequest } from "@yardstick/runtime";
import type { DecodeLimits } from "@yardstick/submissions";
import { fileNameInDisposition, plainFileName } from "./file-name.ts";
import { chooseMedia, MEDIA_TYPE_OF_FORM } from "./media-types.ts";
import { openBody } from "./open-body.ts";
import { readForm } from "./read-form.ts";
import { FILE_FIELDS, JSON_FIELDS, readSubmissionFields } from "./read-submission-fields.ts";
import type { Upload } from "./upload.ts";

/** Headers and query string of a POST, and of a form all that stands before its file. @throws HttpProblem 400, 413, 415 */
export async function readUpload(request: HttpRequest, limits: DecodeLimits): Promise<Upload> {
  const { headers } = request;
  const query = Object.entries(request.query as Record<string, unknown>);
  if (isForm(headers["content-type"])) return (await readForm(request, { query, fields: FILE_FIELDS })).upload;
  const media = chooseMedia(headers["content-type"]);
  const fields = readSubmissionFields(query, media.isJson ? JSON_FIELDS : FILE_FIELDS);
  return {
    fields,
    media,
    fileName: plainFileName(fields.fileName) ?? fileNameInDisposition(headers["content-disposition"]),
    chunks: openBody(request, media.isJson ? limits.maxBytes : limits.maxFileBytes),
    finish: async () => undefined,
  };
}

const isForm = (header: string | undefined) =>
  (header ?? "").toLowerCase().split(";")[0]?.trim() === MEDIA_TYPE_OF_FORM;
