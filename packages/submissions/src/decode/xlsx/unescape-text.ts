/**
 * `_x000D_` in a text is the character of that number, as spreadsheets write what XML cannot hold. Half of a surrogate
 * pair is no character: such a text stays as it is written.
 */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  const read = text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return /\p{Surrogate}/u.test(read) ? text : read;
}
