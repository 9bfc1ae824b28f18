/**
 * Names one drop of a file: when it was taken, so that names stand in order, and 32 bits of chance for those of one
 * millisecond. `20261124T013400.123Z-3fa9c1d2`.
 */
export function dropId(nowMs: number, chance: Uint8Array): string {
  const instant = new Date(nowMs).toISOString().replace(/[-:]/g, "");
  return `${instant}-${Buffer.from(chance.subarray(0, 4)).toString("hex")}`;
}

export function isDropId(text: string): boolean {
  return /^\d{8}T\d{6}\.\d{3}Z-[0-9a-f]{8}$/.test(text);
}
