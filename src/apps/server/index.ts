export { RateLimit } from "./access/rate-limit.ts";
export type { KnownFiles, LoadedSource, PolicySource } from "./bundles/policy-source.ts";
export { isLoopback, type SettingInputs } from "./config/read-settings.ts";
export { SETTINGS, type SettingName, type Settings } from "./config/settings.ts";
export { certificateOf, closeServer, listenOn, makeServer, reloadCertificate, urlOf } from "./http/listen.ts";
export { readBody } from "./http/read-body.ts";
export { createLog, errorFields, type Log, type LogLevel } from "./telemetry/log.ts";
export { Metrics } from "./telemetry/metrics.ts";
export { up, type Up, type UpRequest, type UpResult } from "./up.ts";
