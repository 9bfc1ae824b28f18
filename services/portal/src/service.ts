import { accessFor } from "@yardstick/access";
import { type Component, httpComponent } from "@yardstick/runtime";
import { createReadApi, type ReadApiDeps } from "./create-read-api.ts";
import { sqlDoorComponent } from "./sql-door/sql-door-component.ts";

export interface PortalDeps extends ReadApiDeps {
  /** chDB's directory where ClickHouse runs in this process; null beside a server, which analysts then ask itself. */
  readonly sqlDoor: { readonly dataDir: string } | null;
}

/** The read API, and the SQL door where ClickHouse is embedded. Opens nothing: ports are taken when components start. */
export function createPortalService(deps: PortalDeps): Component[] {
  const { config, logger, sqlDoor } = deps;
  const { access, components } = accessFor(deps, config);
  const readApi = httpComponent({
    name: "portal",
    server: createReadApi({ ...deps, access }),
    host: config.YARDSTICK_PORTAL_HOST,
    port: config.YARDSTICK_PORTAL_PORT,
    keysConfigured: access.keyring.isConfigured,
  });
  if (sqlDoor === null) return [...components, readApi];
  const door = sqlDoorComponent({
    dataDir: sqlDoor.dataDir,
    host: config.YARDSTICK_SQL_HOST,
    port: config.YARDSTICK_SQL_PORT,
    queryTimeoutMs: config.YARDSTICK_SQL_QUERY_TIMEOUT_MS,
    resultRows: config.YARDSTICK_SQL_RESULT_ROWS,
    access,
    logger,
  });
  return [...components, readApi, door];
}
