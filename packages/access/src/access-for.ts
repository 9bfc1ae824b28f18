import { type Clock, type Component, type Logger, type Sleep, systemSleep } from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import type { AccessConfig } from "./access-config.ts";
import { ANONYMOUS } from "./decide/identity.ts";
import { type Keyring, openKeyring } from "./keyring/open-keyring.ts";
import { createRateLimits, type RateLimits } from "./rate/rate-limits.ts";

/** Who may do what, and how often: what a service asks. */
export interface Access {
  readonly keyring: Keyring;
  readonly limits: RateLimits;
}

export interface KeyedDeps {
  /** The one that several services of a process share; its owner starts it. */
  readonly access?: Access | undefined;
  readonly warehouse: Pick<Warehouse, "query">;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sleep?: Sleep;
}

/** The shared access, or one of its own with what reads its keys: `components` start before what listens. */
export function accessFor(deps: KeyedDeps, config: AccessConfig): { access: Access; components: Component[] } {
  if (deps.access !== undefined) return { access: deps.access, components: [] };
  const access = createAccess(deps, config);
  return { access, components: [access.keyring] };
}

/** Opens nothing: keys are read when the keyring starts. */
export function createAccess(deps: Omit<KeyedDeps, "access">, config: AccessConfig): Access {
  const { warehouse, clock, logger, sleep = systemSleep } = deps;
  const refreshIntervalMs = config.YARDSTICK_KEYS_REFRESH_INTERVAL_MS;
  return {
    keyring: openKeyring({ warehouse, clock, sleep, logger, refreshIntervalMs }),
    limits: createRateLimits(config),
  };
}

/** No keys: everybody may do everything. For servers that have no port. */
export function openToAll(): Access {
  const anonymous = { allowed: true, identity: ANONYMOUS } as const;
  return {
    keyring: {
      name: "keys",
      start: async () => undefined,
      stop: async () => undefined,
      isConfigured: () => false,
      authenticate: () => anonymous,
      authenticateKey: () => anonymous,
      refresh: async () => undefined,
      checks: [],
    },
    limits: { takeRequest: async () => null, takeRows: async () => null },
  };
}
