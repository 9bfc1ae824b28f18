export { type PortalConfig, portalConfig } from "./config.ts";
export { createReadApi, type ReadApiDeps } from "./create-read-api.ts";
export { createPortalService, type PortalDeps } from "./service.ts";
