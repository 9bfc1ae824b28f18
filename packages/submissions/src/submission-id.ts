import { createHash } from "node:crypto";

const PREFIX = "sub_";
/** Crockford's base32 in lower case: no letter that is read as a digit. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const BODY_BYTES = 16;
const BODY_CHARS = 26;
const DIGEST_CHARS = 6;
const FORM = new RegExp(`^${PREFIX}([${ALPHABET}]{${BODY_CHARS}})([${ALPHABET}]{${DIGEST_CHARS}})$`);

/**
 * The id of what a source sent under an Idempotency-Key: the same two texts give the same id, in every process and
 * for ever. DESIGN §8.
 */
export function deriveSubmissionId(source: string, idempotencyKey: string): string {
  return toId(createHash("sha256").update(source).update("\0").update(idempotencyKey).digest());
}

/** A fresh id from 16 random bytes or more, for a submission without an Idempotency-Key. */
export function newSubmissionId(randomBytes: Uint8Array): string {
  if (randomBytes.length < BODY_BYTES) throw new RangeError(`a submission id takes ${BODY_BYTES} random bytes`);
  return toId(randomBytes);
}

/**
 * Whether this text can have been issued here: its last six characters are a digest of the others. So an id that was
 * never issued is told from one whose submission has not arrived yet, without a list of what was issued.
 */
export function isIssuedId(id: string): boolean {
  const [, body, digest] = FORM.exec(id) ?? [];
  return body !== undefined && digestOf(body) === digest;
}

function toId(bytes: Uint8Array): string {
  const body = toBase32(bytes.subarray(0, BODY_BYTES)).slice(0, BODY_CHARS);
  return `${PREFIX}${body}${digestOf(body)}`;
}

function digestOf(body: string): string {
  return toBase32(createHash("sha256").update(`${PREFIX}${body}`).digest()).slice(0, DIGEST_CHARS);
}

function toBase32(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET[(held << (5 - bits)) & 31];
}
