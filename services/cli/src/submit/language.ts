/** The language of messages where no flag says it: that of the machine (LC_ALL, LANG) where it is Chinese. */
export function languageOfMachine(): "zh" | "en" {
  return new Intl.DateTimeFormat().resolvedOptions().locale.startsWith("zh") ? "zh" : "en";
}
