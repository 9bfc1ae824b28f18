import { normaliseName, type ReferenceData, resolveIndicator } from "@yardstick/contracts";
import { HttpProblem, type ProblemPlace } from "@yardstick/runtime";
import { didYouMean } from "./read-query.ts";

/** The codes of a question; absent ones do not filter. */
export interface Codes {
  readonly scope?: string | undefined;
  readonly indicator?: string | undefined;
  readonly region?: string | undefined;
  readonly plan?: string | undefined;
}

/**
 * The codes as they are stored: an indicator's alias becomes its id.
 * @throws HttpProblem 400 UNKNOWN_CODE with each code that the reference data does not know
 */
export function resolveCodes({ scope, indicator, region, plan }: Codes, reference: ReferenceData): Codes {
  const id = indicator === undefined ? undefined : (resolveIndicator(reference, indicator) ?? undefined);
  const errors = [
    ...unknown("scope", scope, reference.scopes),
    ...(id === undefined ? unknown("indicator", indicator, reference.indicators) : []),
    ...unknown("region", region, reference.regions, (name) => regionsNamed(reference, name)),
    ...unknown("plan", plan, reference.plans),
  ];
  if (errors.length === 0) return { scope, indicator: id, region, plan };
  throw new HttpProblem({
    status: 400,
    code: "UNKNOWN_CODE",
    detail: errors.map(({ path, message }) => `${path} ${message}`).join("; "),
    errors,
  });
}

function unknown(
  path: keyof Codes,
  code: string | undefined,
  known: ReadonlyMap<string, unknown>,
  meantBy: (text: string) => readonly string[] = () => [],
): ProblemPlace[] {
  if (code === undefined || known.has(code)) return [];
  const meant = meantBy(code);
  const suggestion = meant.length > 0 ? `; did you mean ${meant.join(" or ")}?` : didYouMean(code, known.keys());
  return [{ path, message: `${JSON.stringify(code)} is not in the reference data${suggestion}` }];
}

/** Codes of the regions of that name: names are not unique, so a filter takes codes. */
function regionsNamed({ regions }: ReferenceData, text: string): string[] {
  const name = normaliseName(text);
  return [...regions.values()]
    .filter(({ nameZh, nameEn }) => [nameZh, nameEn].some((own) => normaliseName(own) === name))
    .map(({ code }) => code)
    .slice(0, 5);
}
