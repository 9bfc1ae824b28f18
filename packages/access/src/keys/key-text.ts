/** What a caller shows, taken apart. */
export interface KeyText {
  /** Public: it may stand in logs and events. */
  readonly keyId: string;
  /** Never stored, never logged. */
  readonly secret: string;
}

/** Reads `ysk_<id>_<secret>`; null for everything else. */
export function parseKey(text: string): KeyText | null {
  const [, keyId, secret] = /^ysk_([0-9a-f]{12})_([0-9a-f]{64})$/.exec(text) ?? [];
  return keyId === undefined || secret === undefined ? null : { keyId, secret };
}

export function formatKey({ keyId, secret }: KeyText): string {
  return `ysk_${keyId}_${secret}`;
}

/** The id that a person means, who may have pasted a whole key; null where it is neither. */
export function keyIdIn(text: string): string | null {
  return parseKey(text)?.keyId ?? (/^[0-9a-f]{12}$/.test(text) ? text : null);
}
