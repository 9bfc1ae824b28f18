import type { Receipt } from "@yardstick/contracts";
import { formatName } from "../accept/media-types.ts";
import type { Language } from "./choose-language.ts";
import { countsBar } from "./counts-bar.ts";
import { documentOf } from "./document.ts";
import { type Html, html, NOTHING } from "./html.ts";
import { issueSections } from "./issue-sections.ts";
import { CHECKED_STATES, STATES, WORDS } from "./words.ts";

export interface ReceiptPageOptions {
  readonly language: Language;
  readonly isFirstPage: boolean;
  /** Issues in one page, as it was asked for. */
  readonly limit: number | undefined;
  /** Whether the receipt can be read row by row. */
  readonly knowsOutcomes?: boolean;
}

const REFRESH_SECONDS = 3;

/** A receipt as a page, of a submission or of a dry run. What is not settled yet refreshes itself. */
export function receiptPage(receipt: Receipt, options: ReceiptPageOptions): string {
  const { language, knowsOutcomes = true } = options;
  const { submissionId, state, counts } = receipt;
  const isCheck = submissionId === undefined;
  const inWords = isCheck && state !== "stored" && state !== "received" ? CHECKED_STATES[state] : STATES[state];
  const title = WORDS[isCheck ? "checkTitle" : "receiptTitle"][language];
  // A submission that waits for an operator has something to say and will not be done in seconds.
  const isPending = state === "received" && receipt.issues.length === 0;
  const other = language === "zh" ? "en" : "zh";
  return documentOf({
    language,
    title: `${title} · ${inWords[language]}`,
    otherLanguage: submissionId === undefined ? null : addressOf(submissionId, { lang: other }),
    refreshSeconds: isPending ? REFRESH_SECONDS : undefined,
    main: html`<div class="head"><h1>${title}</h1><span class="state ${state}">${inWords[language]}</span></div>
${isCheck ? html`<p class="note">${WORDS.checkNote[language]}</p>` : null}
${isPending ? html`<p class="note" role="status">${WORDS.refreshing[language]}</p>` : null}
${state === "rejected" && counts.rejected > 0 ? html`<p class="note error">${WORDS.rejectedNote[language]}</p>` : null}
${knowsOutcomes ? null : html`<p class="note warning">${WORDS.outcomesUnknown[language]}</p>`}
${facts(receipt, language)}
${state === "received" ? null : countsBar(counts, language)}
${state === "received" && isPending ? null : issueList(receipt, options)}
<p class="links">${links(receipt, options)}</p>`,
  });
}

function facts({ submissionId, source, origin, contentSha256 }: Receipt, language: Language): Html {
  const lines: readonly (readonly [keyof typeof WORDS, string | null | undefined])[] = [
    ["submissionId", submissionId],
    ["source", source],
    ["fileName", origin?.fileName],
    ["format", origin === undefined ? undefined : formatName(origin.format)],
    ["feed", origin?.feed],
    ["content", contentSha256],
  ];
  const known = lines.filter(([, value]) => value !== null && value !== undefined);
  return html`<div class="card"><dl>${known.map(
    ([word, value]) => html`<dt>${WORDS[word][language]}</dt><dd class="code">${value ?? null}</dd>`,
  )}</dl></div>`;
}

function issueList({ issues, issueCounts }: Receipt, { language }: ReceiptPageOptions): Html {
  const total = Object.values(issueCounts).reduce((sum, count) => sum + count, 0);
  const none = total === 0 && issues.length === 0;
  return html`<h2>${WORDS.issues[language]} <span class="soft">${total}</span></h2>
${none ? html`<p>${WORDS.noIssues[language]}</p>` : NOTHING}${issueSections(issues, issueCounts, language)}`;
}

function links({ submissionId, nextCursor = null }: Receipt, options: ReceiptPageOptions): readonly Html[] {
  const { language: lang, isFirstPage, limit } = options;
  const another = html`<a href="/?lang=${lang}">${WORDS.another[lang]}</a>`;
  if (submissionId === undefined) return [another];
  const size = limit === undefined ? {} : { limit: String(limit) };
  const first = html`<a href="${addressOf(submissionId, { lang, ...size })}">${WORDS.first[lang]}</a>`;
  const next = (cursor: string) =>
    html`<a href="${addressOf(submissionId, { lang, ...size, cursor })}" rel="next">${WORDS.next[lang]}</a>`;
  const path = `/v1/submissions/${encodeURIComponent(submissionId)}`;
  return [
    ...(nextCursor === null ? [] : [next(nextCursor)]),
    ...(isFirstPage ? [] : [first]),
    html`<a href="${path}/rows?format=csv">${WORDS.asCsv[lang]}</a>`,
    html`<a href="${path}?format=json">${WORDS.asJson[lang]}</a>`,
    another,
  ];
}

function addressOf(submissionId: string, query: Readonly<Record<string, string>>): string {
  return `/v1/submissions/${encodeURIComponent(submissionId)}?${new URLSearchParams({ format: "html", ...query })}`;
}
