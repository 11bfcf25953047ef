export type { KnownFiles, LoadedSource, PolicySource } from "./bundles/policy-source.ts";
export type { SettingInputs } from "./config/read-settings.ts";
export { SETTINGS, type SettingName, type Settings } from "./config/settings.ts";
export { up, type Up, type UpRequest, type UpResult } from "./up.ts";
