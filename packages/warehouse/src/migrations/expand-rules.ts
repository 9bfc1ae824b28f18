import { WarehouseError } from "../warehouse-error.ts";

const MARKER = /^[ \t]*--[ \t]*(statement|rule[ \t]+(\w+))[ \t]*\r?$/gm;
const REFERENCE = /\{\{\s*rule\s+(\w+)(?:\s+of\s+(\w+))?\s*\}\}/g;
const SOURCE = /\{\{\s*source\s*\}\}/g;

/**
 * The migration text without its rules, each put in where `{{rule name}}` names it. A rule is the text between a line
 * `-- rule name` and the next marker; it may use rules that stand above it. `{{rule a of b}}` is rule a with rule b where
 * it says `{{source}}`. Views that call views are analysed twice
 * at each level by the engine, so one rule serves several views as text instead.
 */
export function expandRules(name: string, sql: string): string {
  const rules = new Map<string, string>();
  const ruleNamed = (rule: string) => {
    const body = rules.get(rule);
    if (body !== undefined) return body;
    throw new WarehouseError("MIGRATION_INVALID", { message: `${name}.sql: no rule ${rule} stands above its use` });
  };
  const expand = (text: string) =>
    text.replace(REFERENCE, (_, rule: string, source: string | undefined) => {
      const body = ruleNamed(rule);
      return source === undefined ? body : body.replace(SOURCE, () => ruleNamed(source));
    });
  return sections(sql)
    .flatMap(({ marker, rule, body }) => {
      if (rule === undefined) return [marker + expand(body)];
      rules.set(rule, expand(withoutRemarks(body)).trim());
      return [];
    })
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
