/** Rules as deep as these spend their time in the engine's analyser, half of it in passes that find nothing in them. */
export const RULE_SETTINGS = {
  optimize_and_compare_chain: 0,
  optimize_extract_common_expressions: 0,
  compile_expressions: 0,
} as const;
