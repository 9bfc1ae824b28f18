import type { BilingualText } from "@yardstick/contracts";

export type Language = keyof BilingualText;

/** The language of a page: what is asked for, else what the browser prefers of the two, else Chinese. */
export function chooseLanguage(asked: Language | undefined, acceptLanguage: string | undefined): Language {
  if (asked !== undefined) return asked;
  const preferred = (acceptLanguage ?? "")
    .toLowerCase()
    .split(",")
    .map((range) => {
      const [name = "", weight = "q=1"] = range.split(";").map((part) => part.trim());
      return { language: name.split("-")[0], weight: Number(weight.replace("q=", "")) || 0 };
    })
    .filter(({ language, weight }) => (language === "zh" || language === "en") && weight > 0)
    .sort((one, other) => other.weight - one.weight);
  return preferred[0]?.language === "en" ? "en" : "zh";
}

/** `lang` of a query string that nobody has judged. */
export function languageAsked(query: unknown): Language | undefined {
  const { lang } = (query ?? {}) as { lang?: unknown };
  return lang === "zh" || lang === "en" ? lang : undefined;
}
