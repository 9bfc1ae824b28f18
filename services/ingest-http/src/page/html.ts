const MARKUP = Symbol("markup");

/** Markup in which every text has been escaped. Only `html` makes it. */
export interface Html {
  readonly [MARKUP]: string;
}

type Inserted = string | number | Html | readonly Html[] | null;

/**
 * Markup from a template: texts that are inserted are escaped, for contents and for attributes in double quotes, which is
 * the only place where attributes may be inserted; markup is taken as it is; null is nothing.
 */
export function html(template: TemplateStringsArray, ...inserted: readonly Inserted[]): Html {
  const pieces = template.map((piece, at) => `${piece}${at < inserted.length ? textOf(inserted[at] ?? null) : ""}`);
  return { [MARKUP]: pieces.join("") };
}

export const NOTHING: Html = { [MARKUP]: "" };

export function markupOf(markup: Html): string {
  return markup[MARKUP];
}

function textOf(inserted: Inserted): string {
  if (inserted === null) return "";
  if (typeof inserted === "string" || typeof inserted === "number") return escapeText(String(inserted));
  return isList(inserted) ? inserted.map(markupOf).join("") : markupOf(inserted);
}

const isList = (inserted: Html | readonly Html[]): inserted is readonly Html[] => Array.isArray(inserted);

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Characters that no document may hold, or that turn the text around them, become visible as a replacement. */
export function escapeText(text: string): string {
  return text
    .replace(/[&<>"']/g, (char) => ESCAPES[char] ?? "")
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (char) => (/[\t\n\r]/.test(char) ? " " : "\ufffd"));
}
