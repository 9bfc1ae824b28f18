/** DOMAIN §1, from far to near: what is not named ranks lowest, and `revised` as verified. */
const LADDER: Readonly<Record<string, number>> = { flash: 1, preliminary: 2, verified: 3, revised: 3, final: 4 };

const rankOf = (status: string): number => LADDER[status] ?? 0;

export const isBelowVerified = (status: string): boolean => rankOf(status) < rankOf("verified");

/** The status that is farthest from final; null where there is none. */
export function leastFinal(statuses: readonly (string | null)[]): string | null {
  const known = statuses.flatMap((status) => status ?? []);
  return known.reduce<string | null>(
    (least, one) => (least === null || rankOf(one) < rankOf(least) ? one : least),
    null,
  );
}
