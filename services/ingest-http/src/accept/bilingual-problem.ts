import { HttpProblem, type ProblemOptions } from "@yardstick/runtime";

export interface BilingualProblem extends Omit<ProblemOptions, "detail"> {
  readonly zh: string;
  readonly en: string;
}

/** A problem that says in both languages what to do: `detail` is English, `message` both. */
export function bilingualProblem({ zh, en, extensions, ...options }: BilingualProblem): HttpProblem {
  return new HttpProblem({ ...options, detail: en, extensions: { ...extensions, message: { zh, en } } });
}
