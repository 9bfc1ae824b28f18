import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));
const globalSetup = ["kafka/global-setup.ts", "src/run-directory.ts"].map((file) =>
  fileURLToPath(new URL(file, import.meta.url)),
);

interface TierLimits {
  readonly testTimeout: number;
  readonly hookTimeout: number;
  readonly fileParallelism: boolean;
  /** Tiers of one number run at the same time, and lower ones before. */
  readonly sequence: { readonly groupOrder: number };
}

/** The tier of a test is in its file name; only the tiers that may need a broker start one. */
const tier = (name: string, limits: TierLimits) => ({
  extends: true as const,
  test: { name, include: [`test/**/*.${name}.test.ts`], globalSetup, ...limits },
});

const SLOW = { testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false };

// The name of vitest's config file and its default export are vitest's.
// biome-ignore lint/style/noDefaultExport: vitest reads the default export.
export default defineConfig({
  root,
  test: {
    root,
    retry: 0,
    maxWorkers: 2,
    pool: "forks",
    // No test mocks a module, and every file closes what it opens: two processes load libraries and the engine once, not
    // once a file.
    isolate: false,
    restoreMocks: true,
    exclude: ["**/node_modules/**", "**/.data/**"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{contracts,packages,services,infra,test}/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/.data/**", "**/*.{contract,e2e,fault}.test.ts"],
          testTimeout: 10_000,
        },
      },
      tier("contract", {
        testTimeout: 60_000,
        hookTimeout: 60_000,
        fileParallelism: true,
        sequence: { groupOrder: 0 },
      }),
      tier("e2e", { ...SLOW, sequence: { groupOrder: 1 } }),
      tier("fault", { ...SLOW, sequence: { groupOrder: 2 } }),
    ],
  },
});
