/** The media type that ClickHouse gives to an output format. */
export function contentTypeOf(format: string): string {
  if (/^(JSON|JSONStrings|JSONCompact|JSONCompactStrings|JSONColumns|JSONColumnsWithMetadata|GeoJSON)$/.test(format)) {
    return "application/json; charset=UTF-8";
  }
  if (/JSON.*(EachRow|Lines?$|L$)|NDJSON/.test(format)) return "application/x-ndjson; charset=UTF-8";
  if (/^(TSV|TabSeparated|Raw)/.test(format)) return "text/tab-separated-values; charset=UTF-8";
  if (/^CSV/.test(format)) return `text/csv; charset=UTF-8; header=${/WithNames/.test(format) ? "present" : "absent"}`;
  if (binaryFormats.test(format)) return "application/octet-stream";
  return "text/plain; charset=UTF-8";
}

const binaryFormats = /^(Native|RowBinary|Arrow|Parquet|ORC|Avro|MsgPack|BSON|Npy|RawBLOB|PNG|Buffers)/;
