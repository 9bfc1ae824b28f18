import { type Sleep, systemSleep } from "../clock.ts";
import type { ConfigShape } from "../config/config-shape.ts";
import { integerSetting } from "../config/settings.ts";
import type { Logger } from "../logger.ts";
import type { Component } from "./component.ts";
import { createLifecycle } from "./lifecycle.ts";

export const lifecycleConfig = {
  YARDSTICK_SHUTDOWN_DEADLINE_MS: integerSetting({ min: 100, max: 600_000 })
    .default(30_000)
    .describe("How long a stop may take until the process ends without having drained, in milliseconds."),
} satisfies ConfigShape;

export interface RunProcessOptions {
  readonly name: string;
  readonly logger: Logger;
  /** Started in this order, stopped in reverse. */
  readonly components: readonly Component[];
  readonly shutdownDeadlineMs: number;
  /** Signals and exit; the process itself unless a test says otherwise. */
  readonly host?: ProcessHost;
  readonly sleep?: Sleep;
}

export interface ProcessHost {
  onSignal(handle: (signal: string) => void): void;
  onUnhandled(handle: (error: unknown) => void): void;
  exit(code: number): void;
}

/**
 * The last line of every `main.ts`. Starts the components and runs until SIGTERM or SIGINT, then drains: exit code 0.
 * Exit code 1: a component did not start, failed on its own or did not stop cleanly, an error reached nobody, the
 * deadline passed, or a second signal came. Resolves when the components run.
 */
export async function runProcess(options: RunProcessOptions): Promise<void> {
  const { name, logger, components, shutdownDeadlineMs, host = processHost, sleep = systemSleep } = options;
  const lifecycle = createLifecycle(components, logger);
  let stopping = false;

  const shutDown = async (exitCode: 0 | 1): Promise<void> => {
    if (stopping) return;
    stopping = true;
    const drained = await Promise.race([
      lifecycle.stop().then(
        () => true,
        () => false,
      ),
      sleep(shutdownDeadlineMs).then(() => null),
    ]);
    if (drained === null) logger.fatal({ shutdownDeadlineMs }, `${name} did not drain in time`);
    else logger.info(`${name} stopped`);
    host.exit(drained === true ? exitCode : 1);
  };

  host.onUnhandled((error) => {
    logger.fatal({ err: error }, `${name} crashes: an error that nothing handles`);
    host.exit(1);
  });
  host.onSignal((signal) => {
    if (stopping) {
      logger.fatal({ signal }, `${name} ends at once`);
      return host.exit(1);
    }
    logger.info({ signal }, `${name} drains`);
    void shutDown(0);
  });
  lifecycle.failed.catch(() => shutDown(1));

  try {
    await lifecycle.start();
    logger.info(`${name} runs`);
  } catch (error) {
    if (stopping) return;
    logger.fatal({ err: error }, `${name} did not start`);
    host.exit(1);
  }
}

const processHost: ProcessHost = {
  onSignal: (handle) => {
    process.on("SIGTERM", handle);
    process.on("SIGINT", handle);
  },
  onUnhandled: (handle) => {
    process.on("uncaughtException", handle);
    process.on("unhandledRejection", handle);
  },
  exit: (code) => process.exit(code),
};
