import type { Select } from "./conditions.ts";

/** Asks the warehouse one question, within the portal's bounds. */
export type Ask = <Row>(select: Select) => Promise<Row[]>;
