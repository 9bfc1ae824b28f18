import { hostname } from "node:os";
import type { Randomness } from "@yardstick/runtime";

/** One process that watches an inbox. Its text stands in the `holder` file of every drop that it has in hand. */
export interface InboxHolder {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
}

export function thisHolder(randomness: Randomness): InboxHolder {
  const id = Buffer.from(randomness.randomBytes(6)).toString("hex");
  return { id, host: hostname(), pid: process.pid };
}

export const holderText = ({ id, host, pid }: InboxHolder) => JSON.stringify({ id, host, pid });

export function parseHolder(text: string): InboxHolder | null {
  try {
    const { id, host, pid } = JSON.parse(text) as Partial<InboxHolder>;
    return typeof id === "string" && typeof host === "string" && typeof pid === "number" ? { id, host, pid } : null;
  } catch {
    return null;
  }
}

/** Whether a process of this machine runs; one that may not be signalled runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
