/** A name as the alias indexes hold it: one width of characters (NFKC), lower case, no white space. */
export function normaliseName(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}
