export { ADMIN_FILE, type AdminAddress, readAdminFile, removeAdminFile, writeAdminFile } from "./admin/admin-file.ts";
export { type AdminToken, createAdminToken } from "./admin/admin-token.ts";
export {
  type AdminRoutes,
  type AdminServerOptions,
  adminConfig,
  createAdminServer,
} from "./admin/create-admin-server.ts";
export { askReadiness, type CheckResult, pingCheck, type Readiness, type ReadinessCheck } from "./admin/readiness.ts";
export { type Clock, createManualClock, type ManualClock, type Sleep, systemClock, systemSleep } from "./clock.ts";
export type { ConfigOf, ConfigProblem, ConfigShape } from "./config/config-shape.ts";
export { describeConfig } from "./config/describe-config.ts";
export { formatProblems, type LoadConfigOptions, loadConfig, type Terminal } from "./config/load-config.ts";
export { type ParseConfigOptions, type ParsedConfig, parseConfig } from "./config/parse-config.ts";
export type { FlagMapping } from "./config/parse-flags.ts";
export { isRegisteredKey, REGISTERED_KEYS } from "./config/register-of-keys.ts";
export { booleanSetting, decimalSetting, integerSetting, listSetting, portSetting } from "./config/settings.ts";
export { codeOf, type Disposition, dispositionOf, hasDisposition } from "./error-disposition.ts";
export { createHttpServer, type HttpServerOptions, sendProblem } from "./http/create-http-server.ts";
export { type HttpLimits, httpConfig, httpLimits } from "./http/http-limits.ts";
export type { HttpReply, HttpRequest, HttpServer } from "./http/http-types.ts";
export {
  httpComponent,
  type Listening,
  type ListeningComponent,
  type ListenOptions,
  listen,
  requireKeysBeyondLoopback,
} from "./http/listen.ts";
export { isLoopback } from "./http/loopback.ts";
export { HttpProblem, type ProblemBody, type ProblemOptions, type ProblemPlace } from "./http/problem.ts";
export { bindSubmission, traceparentOf } from "./http/request-context.ts";
export type { Component } from "./lifecycle/component.ts";
export { createLifecycle, type Lifecycle } from "./lifecycle/lifecycle.ts";
export { lifecycleConfig, type ProcessHost, type RunProcessOptions, runProcess } from "./lifecycle/run-process.ts";
export {
  createLogger,
  createSilentLogger,
  LOG_LEVELS,
  type Logger,
  type LoggerOptions,
  type LogLevel,
  loggerConfig,
  withSubmission,
} from "./logger.ts";
export { createMetrics, type MetricOptions, type Metrics, metricName } from "./metrics.ts";
export { createCountedRandomness, type Randomness, systemRandomness } from "./randomness.ts";
export { RUNTIME_ERRORS, RuntimeError, type RuntimeErrorCode } from "./runtime-error.ts";
export { createSchedule, type Schedule, type ScheduleOptions } from "./schedule.ts";
