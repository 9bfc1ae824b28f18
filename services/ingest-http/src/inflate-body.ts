import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { HttpProblem } from "@yardstick/runtime";

const inflate = promisify(gunzip);

/** The body without its Content-Encoding, never more than `maxBytes` of it: a small gzip can hold a large text. */
export async function inflateBody(body: Buffer, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const name = (encoding ?? "identity").trim().toLowerCase();
  if (name === "identity" || name === "") return body;
  if (name !== "gzip" && name !== "x-gzip") {
    throw new HttpProblem({
      status: 415,
      code: "CONTENT_ENCODING_NOT_SUPPORTED",
      detail: "A body is sent as it is or with Content-Encoding: gzip.",
      headers: { "accept-encoding": "gzip" },
    });
  }
  try {
    return await inflate(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    const isTooLarge = cause instanceof Error && "code" in cause && cause.code === "ERR_BUFFER_TOO_LARGE";
    if (isTooLarge) {
      const detail = `Unpacked, the body has more than ${maxBytes} bytes: send it in parts.`;
      throw new HttpProblem({ status: 413, code: "BODY_TOO_LARGE", detail, cause });
    }
    throw new HttpProblem({ status: 400, code: "BODY_NOT_GZIP", detail: "The body is not gzip.", cause });
  }
}
