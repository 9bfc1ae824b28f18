import { Agent, request } from "node:http";
import type { GeneratedSubmission } from "../generate/submission-generator.ts";

/** Fewer than the 32 that ingest-http takes at once. */
const SENDERS = 12;

/** Posts all, some side by side; answers the submission ids in their order. Anything but a 202 is an error. */
export async function postSubmissions(
  ingestUrl: string,
  submissions: readonly GeneratedSubmission[],
  senders = SENDERS,
): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: senders });
  const ids: string[] = [];
  let next = 0;
  const send = async () => {
    for (let at = next++; at < submissions.length; at = next++) {
      const submission = submissions[at];
      if (submission !== undefined) ids[at] = await post(`${ingestUrl}/v1/submissions`, submission.bytes, agent);
    }
  };
  try {
    await Promise.all(Array.from({ length: senders }, send));
  } finally {
    agent.destroy();
  }
  return ids;
}

function post(url: string, body: Buffer, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": body.length };
    const sent = request(url, { method: "POST", agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("error", reject);
      answer.once("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (answer.statusCode !== 202) reject(new Error(`POST answered ${answer.statusCode}: ${text.slice(0, 400)}`));
        else resolve((JSON.parse(text) as { submissionId: string }).submissionId);
      });
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
