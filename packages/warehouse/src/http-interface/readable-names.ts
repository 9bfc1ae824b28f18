/** Table functions that compute rows from their arguments alone. Parameterised views of `yardstick` come on top. */
export const readableTableFunctions = new Set([
  "numbers",
  "numbers_mt",
  "zeros",
  "zeros_mt",
  "generateseries",
  "generate_series",
  "values",
  "null",
  "view",
  "primes",
]);

/** Tables of `yardstick` that hold no figures: keys, if only hashed, and who did what. */
export const hiddenTables = new Set(["api_keys", "audit"]);

/**
 * Tables of `system` that tell about the engine and the schema, and nothing about other people's queries, about files,
 * about the host or about access. What is not named here is refused, so a new engine's new table is too.
 */
export const readableSystemTables = new Set([
  "aggregate_function_combinators",
  "build_options",
  "codecs",
  "collations",
  "columns",
  "constraints",
  "contributors",
  "data_skipping_index_types",
  "data_skipping_indices",
  "data_type_families",
  "database_engines",
  "databases",
  "formats",
  "functions",
  "keywords",
  "licenses",
  "merge_tree_settings",
  "numbers",
  "numbers_mt",
  "one",
  "parts",
  "primes",
  "settings",
  "settings_changes",
  "table_engines",
  "table_functions",
  "tables",
  "time_zones",
  "tokenizers",
  "unicode",
  "view_refreshes",
  "zeros",
  "zeros_mt",
]);

/** Views over `system.tables` and `system.columns`. */
export const readableInformationSchema = new Set([
  "character_sets",
  "collations",
  "columns",
  "engines",
  "key_column_usage",
  "referential_constraints",
  "schemata",
  "statistics",
  "tables",
  "views",
]);

/** Formats that speak another protocol, or take a schema or a template from a file. */
export const refusedFormats = new Set([
  "mysqlwire",
  "postgresqlwire",
  "odbcdriver2",
  "template",
  "templateignorespaces",
  "capnproto",
  "protobuf",
  "protobuflist",
  "protobufsingle",
  "avroconfluent",
]);
