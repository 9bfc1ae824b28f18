import { freePort } from "../../../infra/kafka/free-port.ts";
import type { Deployment } from "./deployment.ts";
import { startChild } from "./start-child.ts";

export interface EmbeddedDeployment extends Deployment {
  readonly pid: number;
  readonly portalUrl: string;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly profileDir?: string | undefined;
  /** Settings beside the ports. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The one-process deployment as `pnpm start` runs it, on free ports. */
export async function startEmbedded({ dataDir, profileDir, env = {} }: EmbeddedOptions): Promise<EmbeddedDeployment> {
  const [ingest, portal, sql, admin] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const ports = [`--ingest-port=${ingest}`, `--portal-port=${portal}`, `--sql-port=${sql}`, `--admin-port=${admin}`];
  const child = await startChild({
    main: "services/all-in-one/src/main.ts",
    args: [`--data-dir=${dataDir}`, ...ports],
    env,
    readyUrl: `http://127.0.0.1:${admin}/ready`,
    profileDir,
  });
  return {
    pid: child.pid,
    ingestUrl: `http://127.0.0.1:${ingest}`,
    portalUrl: `http://127.0.0.1:${portal}`,
    sqlUrl: `http://127.0.0.1:${sql}`,
    adminUrls: [`http://127.0.0.1:${admin}`],
    stop: child.stop,
  };
}
