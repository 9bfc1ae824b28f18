import {
  type Access,
  administratorIn,
  createKeyStore,
  type KeyAdministration,
  mountAccessRoutes,
} from "@yardstick/access";
import { type AdminRoutes, type AdminToken, type Clock, HttpProblem, systemRandomness } from "@yardstick/runtime";
import type { Warehouse } from "@yardstick/warehouse";

/** What `/v1/admin/*` works on; the server listens before it is there. */
export interface AdminOperations {
  readonly routes: AdminRoutes;
  /** Called when the tables can be used. */
  ready(access: Access, warehouse: Warehouse): void;
}

/** Admits whoever can read the token's file, and keys with the verb `admin`. */
export function createAdminOperations(token: AdminToken, clock: Clock): AdminOperations {
  let opened: { readonly access: Access; readonly warehouse: Warehouse } | null = null;

  function administration(authorization: string | undefined): KeyAdministration {
    if (opened === null) throw new HttpProblem(STARTING);
    const { access, warehouse } = opened;
    const actor = token.isShownIn(authorization) ? "command-line" : administratorIn(access, authorization);
    // Who is admitted is one of the two; a key may have been revoked since.
    if (actor === null) throw new HttpProblem({ status: 401, code: "KEY_INVALID", detail: "This key is not valid." });
    // Who is told that a key is revoked finds it refused. Should it not be read now, the change is durable all the same.
    const onChange = () => access.keyring.refresh().catch(() => undefined);
    return createKeyStore({ warehouse, clock, randomness: systemRandomness, actor, onChange });
  }

  return {
    routes: {
      isAdmitted: (authorization) =>
        token.isShownIn(authorization) || (opened !== null && administratorIn(opened.access, authorization) !== null),
      add: (routes) => mountAccessRoutes(routes, ({ headers }) => administration(headers.authorization)),
    },
    ready: (access, warehouse) => {
      opened = { access, warehouse };
    },
  };
}

const STARTING = {
  status: 503,
  code: "STARTING",
  detail: "The process is still starting; /ready says what it waits for.",
  headers: { "retry-after": "1" },
};
