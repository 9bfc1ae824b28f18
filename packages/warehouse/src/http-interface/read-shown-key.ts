import type { HttpRequestParts } from "./parse-http-request.ts";

/**
 * What a client shows as its password, in each of the ways that ClickHouse's clients have: the header X-ClickHouse-Key,
 * Basic or Bearer authorization, the parameter `password`. Null where it shows none. The user's name is not looked at.
 */
export function readShownKey({
  headers,
  searchParams,
}: Pick<HttpRequestParts, "headers" | "searchParams">): string | null {
  const header = headers["x-clickhouse-key"];
  const shown = typeof header === "string" && header !== "" ? header : inAuthorization(headers.authorization);
  return shown ?? ([...searchParams].find(([name]) => name === "password")?.[1] || null);
}

function inAuthorization(header: string | readonly string[] | undefined): string | null {
  const [, scheme = "", value = ""] =
    /^\s*(basic|bearer)\s+(\S+)\s*$/i.exec(typeof header === "string" ? header : "") ?? [];
  if (scheme.toLowerCase() !== "basic") return value || null;
  const decoded = Buffer.from(value, "base64").toString("utf8");
  return decoded.slice(decoded.indexOf(":") + 1) || null;
}
