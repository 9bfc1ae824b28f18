import type { ProvenanceQuery } from "@yardstick/contracts";
import { HttpProblem } from "@yardstick/runtime";

export type SubjectKind = "comparison" | "target_result" | "alert" | "observation" | "submission";

type Name = keyof ProvenanceQuery;

/** The parameters of each subject: those that must be there, then those that may. The first that fits is meant. */
const SUBJECTS: readonly (readonly [SubjectKind, readonly Name[], readonly Name[]])[] = [
  ["alert", ["alertId"], []],
  ["submission", ["submissionId"], ["source"]],
  ["target_result", ["plan", "target", "region", "period"], ["accumulation"]],
  ["comparison", ["scope", "indicator", "region", "period"], ["accumulation", "caliber"]],
  ["observation", ["indicator", "region", "period"], ["accumulation", "measure", "priceBasis", "caliber"]],
];

/** They go with every subject. */
const ALWAYS: ReadonlySet<string> = new Set<Name>(["asOf", "limit", "cursor"]);

/** @throws HttpProblem 400 ONE_SUBJECT_NEEDED where the parameters name no subject, or more than one */
export function subjectKindOf(query: ProvenanceQuery): SubjectKind {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || ALWAYS.has(name) ? [] : name));
  const fitting = SUBJECTS.find(
    ([, needed, optional]) =>
      needed.every((name) => given.includes(name)) &&
      given.every((name) => [...needed, ...optional].some((known) => known === name)),
  );
  if (fitting !== undefined) return fitting[0];
  const detail = `exactly one subject is needed: ${SUBJECTS.map(described).join("; or ")}`;
  throw new HttpProblem({ status: 400, code: "ONE_SUBJECT_NEEDED", detail });
}

function described([kind, needed, optional]: (typeof SUBJECTS)[number]): string {
  const more = optional.length === 0 ? "" : ` (and ${optional.join(", ")})`;
  return `${needed.join(", ")}${more} for one ${kind.replace("_", " ")}`;
}

export function noSuchSubject(detail: string): HttpProblem {
  return new HttpProblem({ status: 404, code: "NO_SUCH_SUBJECT", detail });
}
