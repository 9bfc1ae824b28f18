import { bilingualProblem } from "./bilingual-problem.ts";

const IDEMPOTENCY_KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/** The header of that name; it is an opaque text of the sender's. @throws HttpProblem 400 */
export function readIdempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined || (typeof header === "string" && IDEMPOTENCY_KEY.test(header))) return header;
  throw bilingualProblem({
    status: 400,
    code: "IDEMPOTENCY_KEY_INVALID",
    zh: "Idempotency-Key 只能出现一次，为 1 至 255 个可打印的 ASCII 字符。",
    en: "An Idempotency-Key is given once and has 1 to 255 printable ASCII characters.",
  });
}
