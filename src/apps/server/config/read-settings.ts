import { suggest } from "#core/diagnostics";
import { isOff } from "../evidence/modes.ts";
import { aroundIssuers } from "./issuers/contradictions.ts";
import { readIssuers } from "./issuers/read-issuers.ts";
import type { SettingForm } from "./setting-form.ts";
import { SETTINGS, type SettingName, type Settings } from "./settings.ts";

/** Where a value was set. */
export type SettingSource = "flag" | "environment" | "file" | "default";

/** What may be set, by whom. */
export interface SettingInputs {
  readonly flags: Readonly<Partial<Record<SettingName, unknown>>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the configuration file says; empty without one. */
  readonly file: Readonly<Record<string, unknown>>;
}

export interface SettingsResult {
  readonly settings: Settings;
  readonly sources: Readonly<Record<SettingName, SettingSource>>;
  /** What is wrong, one sentence each; with any, `settings` must not be used. */
  readonly problems: readonly string[];
}

const NAMES: readonly SettingName[] = Object.keys(SETTINGS).filter(isSettingName);

/** Tells the name of a setting, as it stands in a file. */
function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

/** Puts the settings together: a flag wins over the environment, that over the file, and that over the default. Total; every problem is told. */
export function readSettings(inputs: SettingInputs): SettingsResult {
  const problems = Object.keys(inputs.file)
    .filter((key) => !isSettingName(key) && key !== "issuers")
    .map(unknownKey);
  const sources: Record<string, SettingSource> = {};
  const values: Record<string, unknown> = {};
  for (const name of NAMES) {
    const form: SettingForm<unknown> = SETTINGS[name];
    const { source, value } = find(name, form, inputs);
    const parsed = source === "default" ? form.fallback : form.parse(value);
    if (parsed === undefined) problems.push(describeProblem(name, form, source));
    sources[name] = source;
    values[name] = parsed ?? form.fallback;
  }
  const read = readIssuers(inputs.file["issuers"] ?? []);
  problems.push(...read.problems);
  // oxlint-disable-next-line no-unsafe-type-assertion -- each value was read by the form of its name
  const settings = { ...values, issuers: read.issuers } as unknown as Settings;
  // oxlint-disable-next-line no-unsafe-type-assertion -- there is one for every name
  const told = sources as SettingsResult["sources"];
  return { settings, sources: told, problems: [...problems, ...contradictions(settings)] };
}

interface Found {
  readonly source: SettingSource;
  readonly value: unknown;
}

function find(name: SettingName, form: SettingForm<unknown>, { flags, environment, file }: SettingInputs): Found {
  const flag = flags[name];
  if (flag !== undefined) return { source: "flag", value: flag };
  const variable = environment[form.environment];
  if (variable !== undefined && variable !== "") return { source: "environment", value: variable };
  if (Object.hasOwn(file, name)) return { source: "file", value: file[name] };
  return { source: "default", value: undefined };
}

function describeProblem(name: SettingName, form: SettingForm<unknown>, source: SettingSource): string {
  const where = {
    flag: `\`${form.flag}\``,
    environment: `\`${form.environment}\``,
    file: `\`${name}\` in the file`,
    default: "",
  };
  return `${where[source]} must be ${form.expected}`;
}

function unknownKey(key: string): string {
  const near = suggest(key, [...NAMES, "issuers"]);
  return `The configuration file has an unknown setting \`${key}\`${near === undefined ? "" : `: did you mean \`${near}\`?`}`;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** Whether a host is reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

function aroundWitnesses({ evidence, witnessPolicy }: Settings): readonly string[] {
  if (!isOff(evidence) || witnessPolicy === null) return [];
  return ["Witnesses sign what is recorded: unset `witnessPolicy`, or set `evidence`"];
}

/** Envoy asks from this machine, or proves by a certificate who it is. */
function aroundExtAuthz({ host, tlsCert, extAuthzPort, extAuthzClientCa }: Settings): readonly string[] {
  if (extAuthzClientCa !== null && tlsCert === null)
    return ["`extAuthzClientCa` needs a certificate to answer with: set `tlsCert` and `tlsKey`"];
  if (extAuthzPort === null || extAuthzClientCa !== null || isLoopback(host)) return [];
  return [
    `Anybody could ask for decisions at \`${host}\`: set \`extAuthzClientCa\`, or \`extAuthzSocket\` instead of the port`,
  ];
}

function contradictions(settings: Settings): readonly string[] {
  const { host, tlsCert, tlsKey, allowPlaintext, evidenceStore, databaseUrl, source, policies, activate } = settings;
  const problems: string[] = [
    ...aroundIssuers(settings),
    ...aroundWitnesses(settings),
    ...aroundExtAuthz(settings),
    ...ofWebhook(settings),
  ];
  if (source !== null && (policies.length > 0 || activate))
    problems.push("Policies come from `source`, or from `policies` and `activate`: set one of the two");
  if ((tlsCert === null) !== (tlsKey === null))
    problems.push("A certificate needs its key: set both `tlsCert` and `tlsKey`");
  if (!isLoopback(host) && tlsCert === null && !allowPlaintext) {
    problems.push(
      `\`${host}\` is reached from beyond this machine, where tokens must not go in clear: set \`tlsCert\` and \`tlsKey\`, or \`allowPlaintext\` where something before it has TLS`,
    );
  }
  if (evidenceStore === "postgres" && databaseUrl === null)
    problems.push("Records are kept in PostgreSQL only where the state is: set `databaseUrl` as well");
  return problems;
}

function ofWebhook(settings: Settings): readonly string[] {
  const { webhookPort, webhookConfiguration, clusterUrl, webhookClientCa, webhookClientNames } = settings;
  const problems: string[] = [];
  if (webhookPort === null && (webhookConfiguration !== null || webhookClientCa !== null))
    problems.push("No API server can ask without a port: set `webhookPort`");
  if (webhookConfiguration !== null && clusterUrl === null)
    problems.push(`\`${webhookConfiguration}\` cannot be kept right without its cluster: set \`clusterUrl\``);
  if (webhookClientNames.length > 0 && webhookClientCa === null)
    problems.push("Names of certificates mean nothing without their authority: set `webhookClientCa`");
  return problems;
}

/** Every setting with its value and where it was set, secrets left out, one a line. */
export function describeSettings({ settings, sources }: SettingsResult): readonly string[] {
  const issuers = settings.issuers.map((one) => (one.type === "spiffe" ? one.trustDomain : one.name));
  return [
    ...NAMES.map((name) => `${name}: ${shown(name, settings)} (${sources[name]})`),
    `issuers: ${JSON.stringify(issuers)} (${issuers.length === 0 ? "default" : "file"})`,
  ];
}

function shown(name: SettingName, settings: Settings): string {
  const value = settings[name];
  return value !== null && SETTINGS[name].isSecret === true ? "***" : JSON.stringify(value);
}
