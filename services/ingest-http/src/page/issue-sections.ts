import type { Issue } from "@yardstick/contracts";
import type { Language } from "./choose-language.ts";
import { type Html, html } from "./html.ts";
import { FIELDS, SEVERITIES_IN_WORDS, WORDS } from "./words.ts";

/** Issues by their code, those with most first, each with the cells that it stands in; counts are the complete ones. */
export function issueSections(
  issues: readonly Issue[],
  counts: Readonly<Record<string, number>>,
  language: Language,
): readonly Html[] {
  const byCode = new Map<string, Issue[]>(Object.keys(counts).map((code) => [code, []]));
  for (const issue of issues) byCode.set(issue.code, [...(byCode.get(issue.code) ?? []), issue]);
  const countOf = (code: string, listed: readonly Issue[]) => counts[code] ?? listed.length;
  return [...byCode]
    .filter(([code, listed]) => countOf(code, listed) > 0)
    .sort(
      ([one, its], [other, others]) => weightOf(others) - weightOf(its) || countOf(other, others) - countOf(one, its),
    )
    .map(([code, listed]) => section({ code, listed, count: countOf(code, listed) }, language));
}

const WEIGHTS = { error: 3, warning: 2, info: 1 } as const;
const weightOf = ([first]: readonly Issue[]) => (first === undefined ? 0 : WEIGHTS[first.severity]);

interface CodeIssues {
  readonly code: string;
  readonly listed: readonly Issue[];
  readonly count: number;
}

function section({ code, listed, count }: CodeIssues, language: Language): Html {
  const [first] = listed;
  const severity =
    first === undefined
      ? null
      : html`<span class="severity ${first.severity}">${SEVERITIES_IN_WORDS[first.severity][language]}</span>`;
  const total = `${count} ${WORDS.issueTotal[language]}`;
  const partly = listed.length < count ? ` · ${WORDS.onThisPage[language]} ${listed.length}` : "";
  return html`<section class="card issue"><div><h3 class="code">${code}</h3>${severity}<span class="soft">${total}${partly}</span></div>${
    listed.length === 0 ? null : table(listed, language)
  }</section>`;
}

/** A line for what is said in the same words of several cells; a label that several figures share is one of them. */
function table(listed: readonly Issue[], language: Language): Html {
  const label = (word: keyof typeof WORDS) => WORDS[word][language];
  const lines = alike(listed, language).map(({ first, cells }) => {
    const { field, message, suggestion } = first;
    const name = field === null ? null : (FIELDS.get(field)?.[language] ?? field);
    return html`<tr><td><ul class="cells">${[...cells].map((cell) => html`<li>${cell}</li>`)}</ul></td>
<td class="short" data-label="${label("field")}">${name}</td><td>${message[language]}</td>
<td class="short" data-label="${label("suggestion")}">${suggestion}</td></tr>`;
  });
  const headings = (["place", "field", "message", "suggestion"] as const).map(
    (word) => html`<th scope="col">${label(word)}</th>`,
  );
  return html`<table><thead><tr>${headings}</tr></thead><tbody>${lines}</tbody></table>`;
}

function alike(listed: readonly Issue[], language: Language): { first: Issue; cells: Set<string> }[] {
  const lines = new Map<string, { first: Issue; cells: Set<string> }>();
  for (const found of listed) {
    const words = JSON.stringify([found.field, found.message[language], found.suggestion]);
    const line = lines.get(words) ?? { first: found, cells: new Set<string>() };
    line.cells.add(cellOf(found, language));
    lines.set(words, line);
  }
  return [...lines.values()];
}

function cellOf({ row, place }: Issue, language: Language): string {
  if (place !== undefined && place !== null) return place;
  return row === null ? WORDS.whole[language] : WORDS.rowNumber[language].replace("%", String(row));
}
