import { ClickHouseException } from "./clickhouse-exception.ts";

/** The fields of a multipart form. Files in it would be external tables, which this server does not take. */
export async function readFormFields(
  contentType: string,
  body: Buffer,
): Promise<readonly (readonly [string, string])[]> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => {
      throw new ClickHouseException("BAD_ARGUMENTS", "The multipart form cannot be read");
    });
  return [...form].map(([name, value]) => {
    if (typeof value !== "string") {
      throw new ClickHouseException("NOT_IMPLEMENTED", `External table '${name}': external tables are not supported`);
    }
    return [name, value] as const;
  });
}
