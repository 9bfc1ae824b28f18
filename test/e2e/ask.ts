import type { Page, Receipt, SubmissionAccepted } from "@yardstick/contracts";
import { expect } from "vitest";

/** `POST /v1/submissions`, as a bureau would with curl; answers the 202. */
export async function post(
  ingestUrl: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<SubmissionAccepted> {
  const response = await fetch(`${ingestUrl}/v1/submissions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  expect(response.status, JSON.stringify(answer)).toBe(202);
  return answer as SubmissionAccepted;
}

/** `GET /v1/submissions/{id}` */
export async function receiptOf(ingestUrl: string, submissionId: string): Promise<Receipt> {
  const response = await fetch(`${ingestUrl}/v1/submissions/${submissionId}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Receipt;
}

/** The rows of one list of the read API. */
export async function list<Row>(portalUrl: string, path: string): Promise<readonly Row[]> {
  const response = await fetch(`${portalUrl}${path}`);
  const answer = await response.json();
  expect(response.status, JSON.stringify(answer)).toBe(200);
  return (answer as Page<Row>).data;
}

/** One statement to ClickHouse's HTTP interface; its rows as arrays. */
export async function sql(url: string, statement: string, database = "yardstick"): Promise<readonly unknown[][]> {
  const query = `${statement} FORMAT JSONCompact`;
  const response = await fetch(`${url}/?database=${database}`, { method: "POST", body: query });
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return (JSON.parse(text) as { data: unknown[][] }).data;
}
