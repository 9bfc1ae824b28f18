import { createClickHouseHttpServer, openChdbSession } from "@yardstick/warehouse";
import type { CompactAnswer } from "./page-with-answers.ts";

/** The SQL door on a chDB directory that this process holds already. */
export interface ReadOnlyDoor {
  /** @throws with the engine's or the gate's message */
  ask(sql: string): Promise<CompactAnswer>;
  close(): Promise<void>;
}

export async function openReadOnlyDoor(dataDir: string): Promise<ReadOnlyDoor> {
  const server = createClickHouseHttpServer({ openSession: () => openChdbSession(dataDir), access: "read-only" });
  const { port } = await server.listen("127.0.0.1", 0);
  const query = new URLSearchParams({ database: "yardstick", default_format: "JSONCompactStrings" });
  return {
    ask: async (sql) => {
      const response = await fetch(`http://127.0.0.1:${port}/?${query}`, { method: "POST", body: sql });
      const text = await response.text();
      if (!response.ok) throw new Error(`${text}\n${sql}`);
      return JSON.parse(text) as CompactAnswer;
    },
    close: () => server.close(),
  };
}
