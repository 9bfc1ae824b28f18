import { writeSync } from "node:fs";
import { noStep, type StepHook, type StepName } from "@yardstick/pipeline";

/** Where a worker ends itself: at the n-th time that a stage comes to a step. */
export interface KillPlan {
  readonly stage: string;
  readonly step: StepName;
  /** Counted from 1, over all partitions of the stage, from the start of the process. */
  readonly occurrence: number;
}

/** Each step of a stage at its first time, and those of `again` at a later one: the stage gets on between the kills. */
export function killPlans(stage: string, steps: readonly StepName[], again = steps): KillPlan[] {
  const at = (occurrence: number) => (step: StepName) => ({ stage, step, occurrence });
  // Only the first two records are unreadable: who kills elsewhere first does not come by them again.
  const isLetter = ({ step }: KillPlan) => step === "dead-lettered";
  const plans = [...steps.map(at(1)), ...again.map(at(2))];
  return [...plans.filter(isLetter), ...plans.filter((plan) => !isLetter(plan))];
}

export function describePlan({ stage, step, occurrence }: KillPlan): string {
  return `${stage}, ${step}, occurrence ${occurrence}`;
}

/** What a worker prints right before it ends itself. */
export const REACHED = "reached the planned step";

/**
 * SIGKILL from the inside: no exit handler, no flush, no goodbye to the broker. The promise never resolves, so that
 * nothing of the batch happens between the signal and the end.
 */
export function killHook(plan: KillPlan | null): StepHook {
  if (plan === null) return noStep;
  let passed = 0;
  return ({ stage, name }) => {
    if (stage !== plan.stage || name !== plan.step) return;
    passed += 1;
    if (passed < plan.occurrence) return;
    writeSync(process.stdout.fd, `${REACHED}\n`);
    process.kill(process.pid, "SIGKILL");
    return new Promise(() => undefined);
  };
}
