import { existsSync } from "node:fs";

/** Where Linux distributions put the browser. */
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The machine's Chromium, null where it has none. */
export const chromiumPath: string | null = PLACES.find((path) => existsSync(path)) ?? null;
