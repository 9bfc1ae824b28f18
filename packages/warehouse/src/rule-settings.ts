/** The instant that means now in the parameterised views. */
export const NOW = "2299-12-31 00:00:00.000";

/**
 * For whoever asks the rules. Views as deep as these spend their time in the engine's analyser, half of it in passes that
 * find nothing in them; a few thousand rows gain nothing from threads or compiled expressions.
 */
export const RULE_SETTINGS = {
  optimize_and_compare_chain: 0,
  optimize_extract_common_expressions: 0,
  query_plan_remove_unused_columns: 0,
  compile_expressions: 0,
  max_threads: 1,
} as const;

/**
 * For reads of a stored table by a part of its key: the columns of the key first, and the others only where these match.
 * Without it FINAL reads all of them in every granule, which holds a month of the whole country for the scope that is
 * asked for. The engine moves only conditions on the key, which all versions of a row share, so that FINAL still meets
 * all of them.
 */
export const KEY_FIRST = { optimize_move_to_prewhere_if_final: 1 } as const;
