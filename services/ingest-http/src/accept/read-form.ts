// The plugin gives a request its `parts`.
import type { Multipart, MultipartFile } from "@fastify/multipart";
import { HttpProblem, type HttpRequest } from "@yardstick/runtime";
import { bilingualProblem } from "./bilingual-problem.ts";
import { plainFileName } from "./file-name.ts";
import { mediaOfPart } from "./media-types.ts";
import { readStream } from "./open-body.ts";
import { type FieldName, readSubmissionFields } from "./read-submission-fields.ts";
import type { Upload } from "./upload.ts";

export interface FormQuestion {
  /** Of the query string, which may say what the fields do not. */
  readonly query: readonly (readonly [string, unknown])[];
  readonly fields: readonly FieldName[];
  /** Further fields, which are no business of the submission. */
  readonly others?: readonly string[];
}

export interface Form {
  readonly upload: Upload;
  readonly others: ReadonlyMap<string, string>;
}

const FILE_PART = "file";
/** Of anything but the file; the file is bounded by who reads it. */
const LIMITS = {
  fieldNameSize: 64,
  fieldSize: 2_048,
  fields: 16,
  files: 2,
  parts: 20,
  fileSize: Number.MAX_SAFE_INTEGER,
  headerPairs: 32,
};

/**
 * A `multipart/form-data` body up to its one file, which has to come last: its bytes are read as they arrive, by what the
 * fields before it say. Fields that are left empty were not filled in.
 *
 * @throws HttpProblem 400 FORM_UNREADABLE, FILE_MISSING, QUERY_PARAMETER_INVALID; 415 of a form that is packed
 */
export async function readForm(request: HttpRequest, { query, fields, others = [] }: FormQuestion): Promise<Form> {
  if (request.headers["content-encoding"] !== undefined) throw formPacked();
  const parts = partsOf(request);
  const given: (readonly [string, unknown])[] = [...query];
  const beside = new Map<string, string>();
  for (let part = await nextPart(parts); part !== null; part = await nextPart(parts)) {
    if (part.type === "file") {
      if (part.fieldname !== FILE_PART) throw unexpectedFile(part.fieldname);
      const read = readSubmissionFields(given, fields);
      return { others: beside, upload: uploadOf(part, parts, read) };
    }
    const value = String(part.value);
    if (others.includes(part.fieldname)) beside.set(part.fieldname, value);
    else if (value !== "") given.push([part.fieldname, part.valueTruncated === true ? null : value]);
  }
  throw fileMissing();
}

type Parts = AsyncIterator<Multipart, unknown>;

function uploadOf(part: MultipartFile, parts: Parts, fields: Upload["fields"]): Upload {
  const fileName = plainFileName(fields.fileName) ?? plainFileName(part.filename);
  if (fileName === undefined && part.filename === "") throw fileMissing();
  return {
    fields,
    media: mediaOfPart(part.mimetype),
    fileName,
    chunks: readStream(part.file),
    finish: async () => {
      part.file.resume();
      const next = await nextPart(parts);
      if (next !== null) throw afterFile();
    },
  };
}

function partsOf(request: HttpRequest): Parts {
  try {
    return request.parts({ limits: LIMITS })[Symbol.asyncIterator]() as Parts;
  } catch (cause) {
    throw formUnreadable(cause);
  }
}

async function nextPart(parts: Parts): Promise<Multipart | null> {
  try {
    const { value, done } = await parts.next();
    return done === true ? null : (value as Multipart);
  } catch (cause) {
    throw cause instanceof HttpProblem ? cause : formUnreadable(cause);
  }
}

function formUnreadable(cause: unknown): HttpProblem {
  return bilingualProblem({
    status: 400,
    code: "FORM_UNREADABLE",
    zh: "表单无法读取，或没有完整到达。",
    en: "The form cannot be read, or did not arrive as a whole.",
    cause,
  });
}

function fileMissing(): HttpProblem {
  return bilingualProblem({
    status: 400,
    code: "FILE_MISSING",
    zh: "请选择一个文件：表单中应有一个名为 file 的文件。",
    en: "Choose a file: a form holds one part with a file, which is called file.",
    errors: [{ path: FILE_PART, message: "is missing" }],
  });
}

function unexpectedFile(name: string): HttpProblem {
  return bilingualProblem({
    status: 400,
    code: "FORM_UNREADABLE",
    zh: "文件部分的名称应为 file。",
    en: "The part with the file is called file.",
    errors: [{ path: name.slice(0, 64), message: "is no part of this form" }],
  });
}

function afterFile(): HttpProblem {
  return bilingualProblem({
    status: 400,
    code: "FILE_NOT_LAST",
    zh: "每个表单只能有一个文件，且文件之后不能再有其他内容。",
    en: "A form holds one file, and nothing behind it: fields come before it.",
  });
}

function formPacked(): HttpProblem {
  return bilingualProblem({
    status: 415,
    code: "CONTENT_ENCODING_NOT_SUPPORTED",
    zh: "表单不能压缩发送。",
    en: "A form is sent as it is, without Content-Encoding.",
  });
}
