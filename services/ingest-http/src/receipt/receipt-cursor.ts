import { HttpProblem } from "@yardstick/runtime";
import type { IssuePlace } from "@yardstick/warehouse";

/** Where a page of issues goes on: behind this one. */
export function encodeIssueCursor({ version, ordinal }: IssuePlace): string {
  return encode(`i.${version}.${ordinal}`);
}

/** Null without a cursor: the first page. @throws HttpProblem 400 CURSOR_INVALID */
export function decodeIssueCursor(cursor: string | undefined): IssuePlace | null {
  if (cursor === undefined) return null;
  const [, version, ordinal] = /^i\.(\d{1,38})\.(\d{1,9})$/.exec(decode(cursor)) ?? [];
  if (version === undefined || ordinal === undefined) throw cursorInvalid();
  return { version, ordinal: Number(ordinal) };
}

/** Where a page of rows goes on: behind this row. */
export function encodeRowCursor(row: number): string {
  return encode(`r.${row}`);
}

/** @throws HttpProblem 400 CURSOR_INVALID */
export function decodeRowCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const [, row] = /^r\.(\d{1,9})$/.exec(decode(cursor)) ?? [];
  if (row === undefined) throw cursorInvalid();
  return Number(row);
}

const encode = (text: string) => Buffer.from(text).toString("base64url");
const decode = (cursor: string) => Buffer.from(cursor, "base64url").toString("latin1");

function cursorInvalid(): HttpProblem {
  const message = "is no cursor of this list: pass nextCursor on as it was answered";
  return new HttpProblem({
    status: 400,
    code: "CURSOR_INVALID",
    detail: `cursor ${message}`,
    errors: [{ path: "cursor", message }],
    extensions: { message: { zh: "cursor 不是本列表的游标，请原样传回 nextCursor。", en: `cursor ${message}.` } },
  });
}
