import type { LogPosition } from "./log-position.ts";

/**
 * A log position as one number that sorts as the log does: time of append (48 bits, ms since 1970), partition (16),
 * offset (63). It fits the lower 127 bits of a UInt128. DESIGN §6.2.
 *
 * @throws RangeError where a part does not fit its bits, or `at` is no instant.
 */
export function packPosition({ at, partition, offset }: LogPosition): bigint {
  const atMs = Date.parse(at);
  if (Number.isNaN(atMs)) throw new RangeError(`no instant: ${at}`);
  return (
    (fitting(BigInt(atMs), TIME_BITS, "at") << (PARTITION_BITS + OFFSET_BITS)) |
    (fitting(BigInt(partition), PARTITION_BITS, "partition") << OFFSET_BITS) |
    fitting(BigInt(offset), OFFSET_BITS, "offset")
  );
}

/** The version of a row: its position, above which the source of record beats every other source. */
export function packVersion(position: LogPosition, isSourceOfRecord: boolean): bigint {
  return isSourceOfRecord ? packPosition(position) | SOURCE_OF_RECORD : packPosition(position);
}

/** The position of a version, without the bit of the source of record. */
export function unpackPosition(version: bigint): LogPosition {
  const position = version & (SOURCE_OF_RECORD - 1n);
  return {
    at: new Date(Number(position >> (PARTITION_BITS + OFFSET_BITS))).toISOString(),
    partition: Number((position >> OFFSET_BITS) & ((1n << PARTITION_BITS) - 1n)),
    offset: String(position & ((1n << OFFSET_BITS) - 1n)),
  };
}

const TIME_BITS = 48n;
const PARTITION_BITS = 16n;
const OFFSET_BITS = 63n;
const SOURCE_OF_RECORD = 1n << (TIME_BITS + PARTITION_BITS + OFFSET_BITS);

function fitting(value: bigint, bits: bigint, name: string): bigint {
  // A part that spilled over would change the one above it, and rows would supersede each other in a wrong order.
  if (value < 0n || value >> bits !== 0n) throw new RangeError(`${name} does not fit ${bits} bits: ${value}`);
  return value;
}
