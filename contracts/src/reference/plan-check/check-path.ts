import type { Target } from "../target.ts";
import { type FieldProblem, fieldError, fieldWarning } from "./plan-problem.ts";

/** Years ascending within the target's own, marks for its own regions, and one for the year of a single deadline. */
export function checkPath(target: Target): FieldProblem[] {
  if (!("path" in target)) return [];
  const { path, regions, judged } = target;
  if (path.length === 0) {
    const messages = [
      "正文没有分年数值,须由target-paths.csv补充",
      "no marks: there is no data until target-paths.csv has them",
    ] as const;
    return [fieldWarning("NO_MARKS", "path", messages)];
  }
  const last = yearOf(target.deadline);
  const hasLast = judged === "yearly" || last === null || path.some(({ year }) => year === last);
  return [
    ...[null, ...regions].flatMap((region) => orderProblems(target, region)),
    ...path.filter(({ year }) => !isInYears(target, year)).map(({ year }) => outsideYears(year, target)),
    ...path.flatMap(({ region }) =>
      region === null || regions.includes(region)
        ? []
        : [fieldError("BAD_PATH", "path", [`${region}不是该目标的地区`, `${region} is none of the target's regions`])],
    ),
    ...(hasLast
      ? []
      : [fieldError("BAD_PATH", "path", [`缺少${last}年的数值`, `there is no mark for ${last}, its deadline`])]),
  ];
}

/** Whether a year lies within the years of a target. */
export function isInYears(target: Pick<Target, "validFrom" | "deadline">, year: number): boolean {
  const last = yearOf(target.deadline);
  return year >= Number(target.validFrom.slice(0, 4)) && (last === null || year <= last);
}

const yearOf = (month: string | null) => (month === null ? null : Number(month.slice(0, 4)));

function orderProblems({ path }: Extract<Target, { path: unknown }>, region: string | null): FieldProblem[] {
  const years = path.filter((mark) => mark.region === region).map(({ year }) => year);
  const wrong = years.filter((year, index) => index > 0 && year <= (years[index - 1] ?? 0));
  return wrong.map((year) =>
    fieldError("BAD_PATH", "path", [`${year}年重复或次序颠倒`, `${year} comes twice or after a later year`]),
  );
}

function outsideYears(year: number, { validFrom, deadline }: Target): FieldProblem {
  const span = `${validFrom} to ${deadline ?? "no deadline"}`;
  return fieldError("BAD_PATH", "path", [`${year}年不在目标期内`, `${year} is outside ${span}`]);
}
