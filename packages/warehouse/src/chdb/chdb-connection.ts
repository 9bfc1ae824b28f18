import { Readable } from "node:stream";
import type { ClickHouseClientConfigOptions } from "@clickhouse/client";
import type { QueryParams, QuerySettings } from "../warehouse.ts";
import type { ChdbSession } from "./chdb-session.ts";
import { withSettingsClause } from "./settings-clause.ts";

/** What `createClient({ connection })` wants of a backend; @clickhouse/client names it only through its options. */
export type ClientConnection = NonNullable<ClickHouseClientConfigOptions["connection"]>;

/**
 * A chDB session as a backend of @clickhouse/client, so that the same calls reach chDB and a server. chDB's own
 * connection is not used: it sets a query's settings on the session, where they stay, and hands a failed query's
 * output to the next one. Identity, roles and query ids have no meaning in the process and are ignored.
 */
export function createChdbConnection(session: ChdbSession): ClientConnection {
  async function run(request: Request): Promise<Uint8Array> {
    const sql = withSettingsClause(request.query, settingsOf(request));
    return session.query(sql, "TSV", (request.query_params ?? {}) as QueryParams);
  }

  return {
    query: async (request) => ({ stream: streamOf(await run(request)), ...answerTo(request) }),
    command: async (request) => {
      await run(request);
      return answerTo(request);
    },
    exec: async (request) => {
      if (request.values !== undefined) throw new TypeError("chDB takes rows through the warehouse's insert alone");
      return { stream: streamOf(await run(request)), ...answerTo(request) };
    },
    insert: async (request) => {
      const { head, format } = splitInsert(request.query);
      const text = typeof request.values === "string" ? request.values : await textOf(request.values);
      if (text.trim() === "") return answerTo(request);
      await session.query(`${withSettingsClause(head, settingsOf(request))} FORMAT ${format}\n${text}`, "TSV");
      return answerTo(request);
    },
    ping: async () => {
      try {
        await session.query("SELECT 1", "TSV");
        return { success: true };
      } catch (error) {
        return { success: false, error: error instanceof Error ? error : new Error(String(error)) };
      }
    },
    close: () => session.close(),
  };
}

type Request = Parameters<ClientConnection["query"]>[0];

function settingsOf(request: Request): QuerySettings {
  return (request.clickhouse_settings ?? {}) as QuerySettings;
}

function answerTo(request: Request) {
  return { query_id: request.query_id ?? "", response_headers: {}, http_status_code: 200 };
}

function streamOf(bytes: Uint8Array): Readable {
  return Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)], { objectMode: false });
}

/** Rows travel behind the statement as text, which would corrupt a binary format. */
function splitInsert(query: string): { head: string; format: string } {
  const [, head, format] = /^([\s\S]*?)\s+FORMAT\s+(\w+)\s*$/.exec(query) ?? [];
  if (head === undefined || format === undefined || !/^(JSON|CSV|TSV|TabSeparated)/.test(format)) {
    throw new TypeError(`chDB takes rows in a text format only, not ${format ?? "without FORMAT"}`);
  }
  return { head, format };
}

async function textOf(stream: Readable): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}
