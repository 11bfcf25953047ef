import { dirname, resolve } from "node:path";
import { isObject } from "#core/model";
import { readYaml } from "./read-yaml.ts";

export type ConfigFile =
  | { readonly kind: "read"; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: "broken"; readonly problem: string };

/** Settings whose values are paths, which a file means relative to its own folder. */
const PATHS: ReadonlySet<string> = new Set([
  "data",
  "socket",
  "tlsCert",
  "tlsKey",
  "evidenceKey",
  "directory",
  "policies",
  "releaseKey",
  "sourceTokenFile",
  "witnessPolicy",
  "extAuthzSocket",
  "extAuthzClientCa",
  "clusterAccount",
  "webhookClientCa",
  "tokenFile",
  "approvalWebhookKey",
  "brokers",
  "models",
  "mcp",
]);

/** Reads a configuration file (YAML or JSON): a map of settings by their names. */
export function readConfigFile(file: string): ConfigFile {
  const read = readYaml(file, "The configuration file");
  if (read.kind === "broken") return read;
  const values = read.value ?? {};
  if (!isObject(values)) return { kind: "broken", problem: `\`${file}\` must be a map of settings` };
  const entries = Object.entries(values).map(([key, value]): [string, unknown] => [
    key,
    rebase(key, value, dirname(file)),
  ]);
  return { kind: "read", values: Object.fromEntries(entries) };
}

function rebase(key: string, value: unknown, folder: string): unknown {
  if (key === "issuers" && Array.isArray(value)) return value.map((one: unknown) => rebaseFiles(one, folder));
  if (!PATHS.has(key)) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => (typeof one === "string" ? resolve(folder, one) : one));
  return typeof value === "string" ? resolve(folder, value) : value;
}

/** Of an issuer, whatever is called a file. */
function rebaseFiles(issuer: unknown, folder: string): unknown {
  if (typeof issuer !== "object" || issuer === null || Array.isArray(issuer)) return issuer;
  const entries = Object.entries(issuer).map(([key, value]): [string, unknown] => [
    key,
    key.endsWith("File") && typeof value === "string" ? resolve(folder, value) : value,
  ]);
  return Object.fromEntries(entries);
}
