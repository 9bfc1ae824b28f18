import { expect } from "vitest";
import { onAnyLog, type PipelineState, type StateRow } from "./read-state.ts";

/** Compares all tables, but for what differs between two logs. `how` says by what way the state came about. */
export function expectSameState(state: PipelineState, reference: PipelineState, how: string): void {
  const [found, wanted] = [onAnyLog(state), onAnyLog(reference)];
  for (const table of Object.keys(wanted)) expect(found[table], `${table}, ${how}`).toEqual(wanted[table]);
}

/**
 * The same, but of alerts only which ones fire and what they say. An alert is judged on the newest figures that are
 * there: whoever reads the log again at once never sees those in between, so its history has fewer transitions.
 */
export function expectSameStanding(state: PipelineState, reference: PipelineState, how: string): void {
  expectSameState(standing(state), standing(reference), how);
}

function standing({
  alert_changes: _history,
  announcements: _announced,
  alerts = [],
  ...figures
}: PipelineState): PipelineState {
  return { ...figures, alerts: alerts.filter((row) => row.state === "firing").map(withoutHistory) };
}

function withoutHistory(row: StateRow): StateRow {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !HISTORY.has(column)));
}

const HISTORY: ReadonlySet<string> = new Set([
  "previous_state",
  "reason",
  "starts_at",
  "submission_id",
  "source",
  "known_at",
  "position",
]);
