/**
 * What every statement runs with, on both engines. Each is stated because a default of it has changed or surprises:
 * servers since 26.2 buffer inserts, and JSON numbers lose digits beyond 2^53.
 */
export const CONSTANT_SETTINGS = {
  async_insert: 0,
  wait_for_async_insert: 1,
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_decimals: 1,
  output_format_json_quote_denormals: 0,
  date_time_input_format: "best_effort",
  date_time_output_format: "simple",
  session_timezone: "UTC",
} as const;
