import { type ReceiptCounts, ROW_OUTCOMES } from "@yardstick/contracts";
import type { Language } from "./choose-language.ts";
import { type Html, html } from "./html.ts";
import { OUTCOMES, WORDS } from "./words.ts";

/** What became of the rows, as a bar and in numbers. */
export function countsBar(counts: ReceiptCounts, language: Language): Html {
  const total = ROW_OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
  const label = ROW_OUTCOMES.map((outcome) => `${OUTCOMES[outcome][language]} ${counts[outcome]}`).join(", ");
  let from = 0;
  const pieces = ROW_OUTCOMES.map((outcome) => {
    const width = total === 0 ? 0 : (counts[outcome] / total) * 100;
    const piece = html`<rect class="${outcome}" x="${from}" y="0" width="${width}" height="1"/>`;
    from += width;
    return piece;
  });
  const legend = ROW_OUTCOMES.map(
    (outcome) => html`<li class="${outcome}"><b>${counts[outcome]}</b>${OUTCOMES[outcome][language]}</li>`,
  );
  return html`<h2>${WORDS.counts[language]} <span class="soft">${total} ${WORDS.rows[language]}</span></h2>
<div class="card"><svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" role="img" aria-label="${label}">${pieces}</svg>
<ul class="legend">${legend}</ul></div>`;
}
