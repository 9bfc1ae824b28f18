/** The double nearest to a decimal of the warehouse; null stays. Only the edge leaves decimals. */
export function toNumber(decimal: string | null): number | null {
  return decimal === null ? null : Number(decimal);
}

/** A decimal without the zeros that its column's scale adds: `2945970000.0000000000` to `2945970000`. */
export function plainDecimal(decimal: string): string {
  const plain = decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
  return plain === "-0" ? "0" : plain;
}
