/**
 * Rules as deep as these spend their time in the engine's analyser, half of it in passes that find nothing in them, and
 * in starting threads for a few thousand rows.
 */
export const RULE_SETTINGS = {
  optimize_and_compare_chain: 0,
  optimize_extract_common_expressions: 0,
  compile_expressions: 0,
  max_threads: 1,
} as const;
