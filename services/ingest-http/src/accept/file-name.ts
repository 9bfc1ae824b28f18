const MAX_CHARS = 255;

/** The name of a file without folders and control characters; undefined where nothing is left. */
export function plainFileName(text: string | undefined): string | undefined {
  const name = (text ?? "")
    .replace(/^.*[/\\]/s, "")
    .replace(/\p{C}/gu, "")
    .trim();
  return name === "" ? undefined : name.slice(-MAX_CHARS);
}

/** `filename` of a Content-Disposition header, RFC 6266: the one with a charset where there is one. */
export function fileNameInDisposition(header: string | undefined): string | undefined {
  const extended = /;\s*filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(header ?? "")?.[1];
  if (extended !== undefined) return plainFileName(decoded(extended));
  const [, quoted, token] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header ?? "") ?? [];
  // Header values arrive as latin1, and most clients write UTF-8.
  const text = quoted?.replace(/\\(.)/g, "$1") ?? token;
  return text === undefined ? undefined : plainFileName(utf8In(text));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function utf8In(text: string): string {
  if ([...text].some((char) => char.charCodeAt(0) > 0xff)) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "latin1"));
  } catch {
    return text;
  }
}
