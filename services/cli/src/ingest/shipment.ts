/** Bytes that are about to be sent as one submission. */
export interface Shipment {
  /** For people: the file, and the part or the citation where it is sent as several. */
  readonly label: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** What the format has no place for: source, mode, feed, fileName. */
  readonly fields: Readonly<Record<string, string>>;
  /** Derived from what is sent, so that sending it again changes nothing. */
  readonly idempotencyKey: string;
  /** Rows as far as they are known before a receipt says so. */
  readonly rows: number | null;
  /** Row of the file, counted from 1, of each row of the submission; null where they are the same. */
  readonly fileRows: readonly number[] | null;
}

export const JSON_TYPE = "application/json";
