import type { AddressInfo } from "node:net";
import { systemSleep } from "../clock.ts";
import type { Component } from "../lifecycle/component.ts";
import { RuntimeError } from "../runtime-error.ts";
import type { HttpServer } from "./http-types.ts";
import { isLoopback } from "./loopback.ts";

export interface ListenOptions {
  readonly name: string;
  readonly server: HttpServer;
  /** A loopback address, unless keys are configured. */
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Whether callers have to show a key; asked when it listens beyond loopback, and may throw what a later start mends. */
  readonly keysConfigured: boolean | (() => boolean);
}

export interface Listening {
  readonly url: string;
  readonly port: number;
}

/** Opens the port. Throws `LISTEN_REFUSED` (not loopback, no keys) or `PORT_IN_USE`. */
export async function listen({ name, server, host, port, keysConfigured }: ListenOptions): Promise<Listening> {
  requireKeysBeyondLoopback({ name, host, keysConfigured });
  try {
    await server.listen({ host, port, listenTextResolver: (address) => `${name} listens on ${address}` });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    throw new RuntimeError("PORT_IN_USE", `${name}: port ${port} of ${host} is taken by another program.`, {
      cause: error,
    });
  }
  const address = server.server.address() as AddressInfo;
  return { port: address.port, url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}` };
}

/** @throws RuntimeError LISTEN_REFUSED for an address that others reach, where nobody is asked for a key. */
export function requireKeysBeyondLoopback({
  name,
  host,
  keysConfigured,
}: Pick<ListenOptions, "name" | "host" | "keysConfigured">): void {
  if (isLoopback(host) || (typeof keysConfigured === "function" ? keysConfigured() : keysConfigured)) return;
  throw new RuntimeError(
    "LISTEN_REFUSED",
    `${name} does not listen on ${host} without keys: anybody could use it. Create a key (pnpm yardstick keys create) or listen on 127.0.0.1.`,
  );
}

/** A part of a process that listens; `listening` is null until it does. */
export interface ListeningComponent extends Component {
  readonly listening: Listening | null;
}

export interface HttpComponentOptions extends ListenOptions {
  /** How long a stop waits for answers in hand and for requests that are still arriving. Default 5,000. */
  readonly patienceMs?: number;
}

/** The server as a component: it listens while it runs, and answers what is in hand before it stops. */
export function httpComponent(options: HttpComponentOptions): ListeningComponent {
  let listening: Listening | null = null;
  return {
    name: options.name,
    start: async () => {
      listening = await listen(options);
    },
    stop: () => closeWithin(options.server, options.patienceMs ?? 5_000),
    get listening() {
      return listening;
    },
  };
}

/** A request that never ends must not keep the process from ending: then its connection is cut. */
async function closeWithin(server: HttpServer, patienceMs: number): Promise<void> {
  const closed = new AbortController();
  const cut = systemSleep(patienceMs, closed.signal).then(() => server.server.closeAllConnections());
  try {
    await server.close();
  } finally {
    closed.abort();
    await cut;
  }
}
