import { z } from "zod";

/** A whole number between two bounds, both allowed. */
export function integerSetting(bounds: { readonly min: number; readonly max: number }) {
  const wanted = `a whole number from ${bounds.min} to ${bounds.max}`;
  return z
    .string()
    .regex(/^-?\d{1,15}$/, wanted)
    .transform(Number)
    .refine((value) => value >= bounds.min && value <= bounds.max, wanted);
}

/** A decimal number between two bounds, both allowed. */
export function decimalSetting(bounds: { readonly min: number; readonly max: number }) {
  const wanted = `a number from ${bounds.min} to ${bounds.max}`;
  return z
    .string()
    .regex(/^-?\d{1,15}(\.\d{1,15})?$/, wanted)
    .transform(Number)
    .refine((value) => value >= bounds.min && value <= bounds.max, wanted);
}

/** A TCP port; 0 takes a free one. */
export function portSetting() {
  return integerSetting({ min: 0, max: 65_535 });
}

/** `true` or `false`. */
export function booleanSetting() {
  return z.enum(["true", "false"], "true or false").transform((text) => text === "true");
}

/** Items between commas, without the blanks around them; at least one. */
export function listSetting() {
  return z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((item) => item.trim())
        .filter((item) => item !== ""),
    )
    .refine((items) => items.length > 0, "items between commas");
}
