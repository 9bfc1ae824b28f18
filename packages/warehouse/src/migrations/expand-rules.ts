import { WarehouseError } from "../warehouse-error.ts";

const MARKER = /^[ \t]*--[ \t]*(statement|rule[ \t]+(\w+))[ \t]*\r?$/gm;
const REFERENCE = /\{\{\s*rule\s+(\w+)(?:\s+of\s+(\w+))?(?:\s+for\s+(\w+))?(?:\s+during\s+(\w+))?\s*\}\}/g;
const SOURCE = /\{\{\s*source\s*\}\}/g;
const DURING = /\{\{\s*during\s*\}\}/g;
const INDICATOR = /\{\{\s*indicator\s*\}\}/g;

/**
 * The text of a file without its rules, each put in where `{{rule name}}` names it. A rule is the text between a line
 * `-- rule name` and the next marker, in the file itself or in the library. `{{rule a of b}}` is rule a with rule b
 * where it says `{{source}}`; `{{rule a for b}}` has the text of rule b where it says `{{indicator}}`, which otherwise
 * is the parameter of that name; `{{rule a during b}}` has rule b where it says `{{during}}`. Views that call views are analysed twice at each level by the engine, so one rule
 * serves several views as text instead.
 * @throws MIGRATION_INVALID on a rule that is not there, or one that needs itself
 */
export function expandRules(name: string, sql: string, library = ""): string {
  const own = sections(sql);
  const rules = new Map(
    [...sections(library), ...own].flatMap(({ rule, body }) =>
      rule === undefined ? [] : [[rule, withoutRemarks(body).trim()] as const],
    ),
  );
  const ruleNamed = (rule: string, within: readonly string[]) => {
    const body = rules.get(rule);
    if (body === undefined) throw invalid(`${name}.sql: there is no rule ${rule}`);
    if (within.includes(rule)) throw invalid(`${name}.sql: rule ${[...within, rule].join(" needs ")}`);
    return expand(body, [...within, rule]);
  };
  const expand = (text: string, within: readonly string[]): string =>
    text.replace(REFERENCE, (_, rule: string, source?: string, indicator?: string, during?: string) => {
      const put = (body: string, place: RegExp, other: string | undefined) =>
        other === undefined ? body : body.replace(place, () => ruleNamed(other, within));
      return put(put(put(ruleNamed(rule, within), SOURCE, source), DURING, during), INDICATOR, indicator);
    });
  return own
    .filter(({ rule }) => rule === undefined)
    .map(({ marker, body }) => marker + expand(body, []).replace(INDICATOR, "{indicator:String}"))
    .join("");
}

interface Section {
  readonly marker: string;
  readonly rule: string | undefined;
  readonly body: string;
}

function sections(sql: string): Section[] {
  const markers = [...sql.matchAll(MARKER)];
  const head = { marker: "", rule: undefined, body: sql.slice(0, markers[0]?.index ?? sql.length) };
  const rest = markers.map((match, at) => ({
    marker: match[0],
    rule: match[2],
    body: sql.slice(match.index + match[0].length, markers[at + 1]?.index ?? sql.length),
  }));
  return [head, ...rest];
}

const withoutRemarks = (text: string) => text.replace(/^[ \t]*--.*$/gm, "");

const invalid = (message: string) => new WarehouseError("MIGRATION_INVALID", { message });
