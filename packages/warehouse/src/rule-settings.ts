/** The instant that means now in the parameterised views. */
export const NOW = "2299-12-31 00:00:00.000";

/**
 * For whoever asks the rules. Views as deep as these spend their time in the engine's analyser, half of it in passes that
 * find nothing in them; a few thousand rows gain nothing from threads or compiled expressions.
 */
export const RULE_SETTINGS = {
  optimize_and_compare_chain: 0,
  optimize_extract_common_expressions: 0,
  compile_expressions: 0,
  max_threads: 1,
} as const;
