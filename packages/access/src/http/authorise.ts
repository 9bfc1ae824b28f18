import type { HttpServer } from "@yardstick/runtime";
import type { Access } from "../access-for.ts";
import { type Identity, NOBODY } from "../decide/identity.ts";
import type { AccessVerb } from "../keys/key-record.ts";
import { admit } from "./admit.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks; set before any handler of a server that `authorise` was called for. */
    identity: Identity;
  }
}

export interface AuthoriseOptions {
  readonly access: Access;
  /** Verbs of which one is needed for a route, by its pattern; null: it is open to everybody. */
  readonly verbsOf: (route: { readonly method: string; readonly url: string }) => readonly AccessVerb[] | null;
}

/**
 * Asks each request for its key before its body is read, and counts it against the key's rate. Answers 401, 403 and 429
 * as problems, and 503 before the keys were read for the first time. While there is no key at all, whoever reaches the
 * server may do everything: it listens on loopback then. A path that does not exist is answered as such.
 */
export function authorise(server: HttpServer, { access, verbsOf }: AuthoriseOptions): void {
  server.decorateRequest("identity", undefined as unknown as Identity);
  server.addHook("onRequest", async (request, reply) => {
    const { url } = request.routeOptions;
    const verbs = url === undefined ? null : verbsOf({ method: request.method, url });
    if (verbs === null) {
      request.identity = NOBODY;
      return;
    }
    const shown = access.keyring.authenticate(request.headers.authorization);
    request.identity = await admit(shown, reply, { access, verbs });
  });
}
