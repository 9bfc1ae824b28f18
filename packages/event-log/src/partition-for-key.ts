/**
 * The partition of a record: `toPositive(murmur2(utf8(key))) % partitionCount`, as the Java client's default partitioner
 * places it (org.apache.kafka.common.utils.Utils). All adapters and foreign producers thus place keys alike.
 */
export function partitionForKey(key: string, partitionCount: number): number {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new RangeError(`A topic has at least one partition, not ${partitionCount}`);
  }
  return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCount;
}

const SEED = 0x9747b28c;
const M = 0x5bd1e995;
const R = 24;

/** Kafka's murmur2, 32 bits, as the signed integer that Java answers. */
export function murmur2(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tailStart = bytes.length & ~3;
  let hash = SEED ^ bytes.length;
  for (let at = 0; at < tailStart; at += 4) {
    const mixed = Math.imul(view.getInt32(at, true), M);
    hash = Math.imul(hash, M) ^ Math.imul(mixed ^ (mixed >>> R), M);
  }
  for (let at = bytes.length - 1; at >= tailStart; at -= 1) {
    hash ^= view.getUint8(at) << (8 * (at - tailStart));
  }
  if (tailStart < bytes.length) hash = Math.imul(hash, M);
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}
