import type { Clock, Component, Logger, ReadinessCheck, Sleep } from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";
import { AccessError } from "../access-error.ts";
import { ANONYMOUS } from "../decide/identity.ts";
import { keyInAuthorization } from "../http/key-in-authorization.ts";
import type { KeyRecord } from "../keys/key-record.ts";
import { type KeyRow, SELECT_KEYS, toKeyRecord } from "../keys/key-rows.ts";
import { type Authentication, authenticateKey } from "./authenticate-key.ts";

export interface KeyringOptions {
  readonly warehouse: Pick<Warehouse, "query">;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly logger: Logger;
  /** How long a change that another process made may go unseen. */
  readonly refreshIntervalMs: number;
}

/**
 * The keys as this process knows them. It starts also while the warehouse is away, and then keeps what it knew: a
 * revocation takes effect one refresh interval after the warehouse can be read. Keys are asked for from the first one on,
 * also when all of them have expired or were revoked: a door never opens by itself.
 */
export interface Keyring extends Component {
  /** Whether callers have to show a key. @throws AccessError KEYS_UNKNOWN before the first read. */
  isConfigured(): boolean;
  /** Who sends this `Authorization` header. @throws AccessError KEYS_UNKNOWN */
  authenticate(authorization: string | undefined): Authentication;
  /** Who shows this key; null: none was shown. @throws AccessError KEYS_UNKNOWN */
  authenticateKey(text: string | null): Authentication;
  /** Reads the keys now; what was written before is known when it resolves. Throws what the warehouse throws. */
  refresh(): Promise<void>;
  readonly checks: readonly ReadinessCheck[];
}

export function openKeyring(options: KeyringOptions): Keyring {
  const { warehouse, clock, sleep, logger, refreshIntervalMs } = options;
  const stopping = new AbortController();
  let keys: ReadonlyMap<string, KeyRecord> | null = null;
  let configured = false;
  let readAtMs = 0;
  let reading: Promise<void> = Promise.resolve();
  let working: Promise<void> = Promise.resolve();
  let failing = false;

  async function read(): Promise<void> {
    const rows = await warehouse.query<KeyRow>(SELECT_KEYS);
    keys = new Map(rows.map((row) => [row.key_id, toKeyRecord(row)]));
    configured ||= keys.size > 0;
    readAtMs = clock.nowMs();
  }

  /** One after the other, so that an older answer never replaces a newer one. */
  function refresh(): Promise<void> {
    const next = reading.catch(() => undefined).then(read);
    reading = next;
    return next;
  }

  async function refreshLogged(): Promise<void> {
    try {
      await refresh();
      if (failing) logger.info("keys are read again");
      failing = false;
    } catch (err) {
      if (!failing)
        logger.warn(
          { err },
          keys === null ? "keys cannot be read yet" : "keys cannot be read; the last known ones stay in force",
        );
      failing = true;
    }
  }

  async function keepFresh(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(
        failing && keys === null ? Math.min(refreshIntervalMs, FIRST_READ_PAUSE_MS) : refreshIntervalMs,
        stopping.signal,
      );
      if (!stopping.signal.aborted) await refreshLogged();
    }
  }

  const known = (): ReadonlyMap<string, KeyRecord> => {
    if (keys === null)
      throw new AccessError(
        "KEYS_UNKNOWN",
        "the keys have not been read yet: ClickHouse does not answer, or is not migrated",
      );
    return keys;
  };
  const isConfigured = () => known() !== null && configured;
  const authenticate = (text: string | null): Authentication =>
    isConfigured() ? authenticateKey(text, known(), clock.nowMs()) : { allowed: true, identity: ANONYMOUS };

  return {
    name: "keys",
    start: async () => {
      const settled = new AbortController();
      const first = refreshLogged().finally(() => settled.abort());
      await Promise.race([first, sleep(FIRST_READ_DEADLINE_MS, settled.signal)]);
      working = first.then(keepFresh);
    },
    stop: async () => {
      stopping.abort();
      await working;
    },
    isConfigured,
    authenticate: (authorization) => authenticate(keyInAuthorization(authorization)),
    authenticateKey: authenticate,
    refresh,
    checks: [{ name: "keys", check: async () => ({ ok: true, detail: describe(known().size) }) }],
  };

  /** Old keys do their work; only a process that never read any cannot. */
  function describe(count: number): string {
    const ageSeconds = Math.round((clock.nowMs() - readAtMs) / 1_000);
    const stale = failing ? "; they cannot be read at the moment" : "";
    return `${count === 0 ? "none: loopback only" : `${count} known`}, read ${ageSeconds} s ago${stale}`;
  }
}

/** A start does not wait longer for a warehouse that hangs; what is asked meanwhile is answered 503. */
const FIRST_READ_DEADLINE_MS = 2_000;
const FIRST_READ_PAUSE_MS = 1_000;
