import { type Issue, issue } from "@yardstick/contracts";
import type { ProblemBody } from "@yardstick/runtime";
import { z } from "zod";
import type { Language } from "./choose-language.ts";
import { documentOf } from "./document.ts";
import { html } from "./html.ts";
import { issueSections } from "./issue-sections.ts";
import { WORDS } from "./words.ts";

/** What of a problem a page shows beside its own members. */
const extensions = z.object({
  message: z.object({ zh: z.string(), en: z.string() }).optional(),
  issues: z.array(issue).optional(),
  issueCounts: z.record(z.string(), z.int()).optional(),
});

/** A problem as a page: what is wrong, in which cells, and the way back. */
export function problemPage(problem: ProblemBody, language: Language): string {
  const { message, issues = [], issueCounts = {} } = extensions.safeParse(problem).data ?? {};
  const { code, detail, status } = problem;
  const title = WORDS.problemTitle[language];
  return documentOf({
    language,
    title,
    otherLanguage: null,
    main: html`<h1>${title}</h1>
<p class="note error" role="alert">${message?.[language] ?? detail}</p>
<p class="soft">${WORDS.errorCode[language]} <code>${code}</code> (${status})</p>
${issueSections(issues, countsOf(issueCounts, issues), language)}
<p class="links"><a href="/?lang=${language}">${WORDS.back[language]}</a></p>`,
  });
}

/** Of problems that count nothing the list is complete. */
function countsOf(given: Readonly<Record<string, number>>, issues: readonly Issue[]): Record<string, number> {
  const counts: Record<string, number> = { ...given };
  for (const { code } of issues) if (given[code] === undefined) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
