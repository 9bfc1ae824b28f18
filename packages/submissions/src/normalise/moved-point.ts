/** A decimal without sign times a power of ten, by its digits. */
export function movedPoint(decimal: string, power: number): string {
  const [integer = "0", fraction = ""] = decimal.split(".");
  const digits =
    power >= 0 ? `${integer}${fraction.padEnd(power, "0")}` : `${integer.padStart(1 - power, "0")}${fraction}`;
  const point = power >= 0 ? integer.length + power : Math.max(integer.length, 1 - power) + power;
  const whole = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const rest = digits.slice(point).replace(/0+$/, "");
  return rest === "" ? whole : `${whole}.${rest}`;
}
