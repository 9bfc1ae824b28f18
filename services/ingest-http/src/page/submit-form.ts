import { type ReferenceData, SUBMISSION_MODES } from "@yardstick/contracts";
import type { Language } from "./choose-language.ts";
import { documentOf } from "./document.ts";
import { type Html, html } from "./html.ts";
import { MODES, WORDS } from "./words.ts";

export interface SubmitFormOptions {
  readonly language: Language;
  readonly needsKey: boolean;
  readonly reference: Pick<ReferenceData, "feeds" | "sources">;
}

/** The page that a person submits a file by. The file is the form's last field: it is read as it arrives. */
export function submitForm({ language, needsKey, reference }: SubmitFormOptions): string {
  const title = WORDS.submitTitle[language];
  return documentOf({
    language,
    title,
    otherLanguage: `/?lang=${language === "zh" ? "en" : "zh"}`,
    main: html`<h1>${title}</h1>
<p>${WORDS.submitIntro[language]}</p>
<form class="card" method="post" action="/?lang=${language}" enctype="multipart/form-data">
${needsKey ? keyField(language) : null}${sourceField(language, reference)}
<div class="two">${modeField(language)}${feedField(language, reference)}</div>
${fileField(language)}
<div class="buttons">
<button class="second" formaction="/?lang=${language}&amp;dryRun=true">${WORDS.check[language]}</button>
<button class="first">${WORDS.submit[language]}</button>
</div></form>`,
  });
}

function keyField(language: Language): Html {
  return field(
    "key",
    language,
    html`<input type="password" id="key" name="key" required autocomplete="off"
 spellcheck="false" aria-describedby="key-hint"><p class="hint" id="key-hint">${WORDS.keyHint[language]}</p>`,
  );
}

function sourceField(language: Language, { sources }: SubmitFormOptions["reference"]): Html {
  const known = [...sources.values()].map(
    ({ id, nameZh, nameEn }) => html`<option value="${id}">${language === "zh" ? nameZh : nameEn}</option>`,
  );
  return field(
    "source",
    language,
    html`<input type="text" id="source" name="source" list="sources" autocomplete="off"
 autocapitalize="none" spellcheck="false" placeholder="210400-bureau" pattern="[a-z0-9][a-z0-9._\\-]{0,63}"
 aria-describedby="source-hint"><datalist id="sources">${known}</datalist>
<p class="hint" id="source-hint">${WORDS.sourceHint[language]}</p>`,
  );
}

function modeField(language: Language): Html {
  const modes = SUBMISSION_MODES.map((mode) => html`<option value="${mode}">${MODES[mode][language]}</option>`);
  return field(
    "mode",
    language,
    html`<select id="mode" name="mode">
<option value="">${WORDS.modeDefault[language]}</option>${modes}</select>`,
  );
}

function feedField(language: Language, { feeds }: SubmitFormOptions["reference"]): Html {
  const known = [...feeds.values()].map(
    ({ id, nameZh, nameEn }) => html`<option value="${id}">${language === "zh" ? nameZh : nameEn} (${id})</option>`,
  );
  return field(
    "feed",
    language,
    html`<select id="feed" name="feed" aria-describedby="feed-hint">
<option value="">${WORDS.feedDefault[language]}</option>${known}</select>
<p class="hint" id="feed-hint">${WORDS.feedHint[language]}</p>`,
  );
}

function fileField(language: Language): Html {
  return field(
    "file",
    language,
    html`<input type="file" id="file" name="file" required
 accept=".csv,.tsv,.txt,.xlsx,.xlsm,.json,.jsonl,.ndjson,.xml" aria-describedby="file-hint">
<p class="hint" id="file-hint">${WORDS.fileHint[language]}</p>`,
  );
}

function field(name: "key" | "source" | "mode" | "feed" | "file", language: Language, input: Html): Html {
  return html`<div class="field"><label for="${name}">${WORDS[name][language]}</label>${input}</div>`;
}
