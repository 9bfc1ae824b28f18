/** Bytes that most file systems allow for a name, less what a receipt's name adds. */
const MAX_BYTES = 255 - ".receipt.json".length;

/**
 * The name that a file is kept under, beside its receipts: the drop's id, which begins with when it was taken and is
 * never given twice, and as much of its own name as fits. Nothing in it leads out of a folder, hides it or breaks a line.
 */
export function keptName(dropId: string, name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  const safe = name.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029/\\:*?"<>|\ufffd]/gu, "_");
  const prefix = `${dropId}-`;
  const ending = /\.[^.]{1,10}$/u.exec(safe)?.[0] ?? "";
  const room = MAX_BYTES - Buffer.byteLength(prefix) - Buffer.byteLength(ending);
  return `${prefix}${firstBytes(safe.slice(0, safe.length - ending.length), room)}${ending}`;
}

/** As many whole characters as have at most so many bytes. */
function firstBytes(text: string, maxBytes: number): string {
  let kept = "";
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}
