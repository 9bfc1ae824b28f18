import { allow, type Identity, problemOfRefusal, requireAccess } from "@yardstick/access";
import type { Issue, ReferenceData, SubmissionBody } from "@yardstick/contracts";
import { HttpProblem } from "@yardstick/runtime";
import { readRegionName } from "@yardstick/submissions";

const MAX_ROWS_NAMED = 100;

/**
 * Whether a key may speak for this source and report on these regions. Names are read as the validator reads them; where
 * one may mean several regions, all of them have to be the key's.
 *
 * @throws HttpProblem 403, for regions with the rows at fault as `issues`
 */
export function requireScope(identity: Identity, body: SubmissionBody, reference: ReferenceData): void {
  requireAccess(identity, { verb: "submit", source: body.source });
  if ((identity.scope?.regionPrefixes.length ?? 0) === 0) return;
  const codes = new Map<string, readonly string[]>();
  const rows = body.observations.flatMap(({ region, place }, index) => {
    const known = codes.get(region) ?? codesOf(region, reference);
    codes.set(region, known);
    const decision = allow(identity, { verb: "submit", regions: known });
    return decision.allowed ? [] : [{ row: index + 1, region, place, known }];
  });
  if (rows.length === 0) return;
  const decision = allow(identity, { verb: "submit", regions: rows.flatMap(({ known }) => known) });
  if (decision.allowed) return;
  const { options } = problemOfRefusal(decision);
  const issues = rows.slice(0, MAX_ROWS_NAMED).map(({ row, place, region }) => issueOf(row, place, region));
  const errors = rows.slice(0, MAX_ROWS_NAMED).map(({ row, region }) => ({
    path: `observations[${row - 1}].region`,
    message: `${region} is not among the key's regions`,
  }));
  const issueCounts = { [decision.code]: rows.length };
  throw new HttpProblem({ ...options, errors, extensions: { ...options.extensions, issues, issueCounts } });
}

function codesOf(text: string, reference: ReferenceData): readonly string[] {
  const reading = readRegionName(text, reference);
  if ("region" in reading) return [reading.region.code];
  return reading.candidates.length === 0 ? [text] : reading.candidates.map(({ code }) => code);
}

function issueOf(row: number, place: string | undefined, region: string): Issue {
  return {
    rule: "access",
    code: "REGION_NOT_ALLOWED",
    severity: "error",
    row,
    ...(place === undefined ? {} : { place }),
    field: "region",
    coordinate: null,
    message: { zh: `该密钥不能报送地区“${region}”。`, en: `This key may not report on “${region}”.` },
    suggestion: null,
  };
}
