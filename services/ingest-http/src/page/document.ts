import type { Language } from "./choose-language.ts";
import { escapeText, type Html, html, markupOf } from "./html.ts";
import { STYLE } from "./style.ts";
import { WORDS } from "./words.ts";

export interface Page {
  readonly language: Language;
  readonly title: string;
  /** Where the page stands in the other language; null where it cannot be asked for again. */
  readonly otherLanguage: string | null;
  readonly refreshSeconds?: number | undefined;
  readonly main: Html;
}

/** A whole document: no scripts, its style in itself. */
export function documentOf({ language, title, otherLanguage, refreshSeconds, main }: Page): string {
  const other = language === "zh" ? "en" : "zh";
  const name = other === "zh" ? "中文" : "English";
  const refresh = refreshSeconds === undefined ? null : html`<meta http-equiv="refresh" content="${refreshSeconds}">`;
  const link =
    otherLanguage === null ? null : html`<a class="lang" href="${otherLanguage}" lang="${other}">${name}</a>`;
  const body = html`<header><div><a class="brand" href="/?lang=${language}">${WORDS.product[language]}</a>${link}</div></header>
<main>${main}</main>`;
  const lang = language === "zh" ? "zh-CN" : "en";
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
${refresh === null ? "" : markupOf(refresh)}<title>${escapeText(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${markupOf(body)}
</body>
</html>
`;
}
