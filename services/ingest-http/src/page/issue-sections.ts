import type { Issue } from "@yardstick/contracts";
import type { Language } from "./choose-language.ts";
import { type Html, html } from "./html.ts";
import { SEVERITIES_IN_WORDS, WORDS } from "./words.ts";

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

function table(listed: readonly Issue[], language: Language): Html {
  const label = (word: keyof typeof WORDS) => WORDS[word][language];
  const lines = listed.map(
    ({ row, place, field, message, suggestion }) => html`<tr>
<td class="cell" data-label="${label("place")}">${place ?? (row === null ? label("whole") : "")}</td>
<td data-label="${label("row")}">${row}</td><td data-label="${label("field")}">${field}</td>
<td>${message[language]}</td><td data-label="${label("suggestion")}">${suggestion}</td></tr>`,
  );
  const headings = (["place", "row", "field", "message", "suggestion"] as const).map(
    (word) => html`<th scope="col">${label(word)}</th>`,
  );
  return html`<table><thead><tr>${headings}</tr></thead><tbody>${lines}</tbody></table>`;
}
