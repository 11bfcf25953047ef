import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseDocument } from "yaml";

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
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return { kind: "broken", problem: `The configuration file \`${file}\` cannot be read` };
  }
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined)
    return { kind: "broken", problem: `\`${file}\` is not YAML: ${error.message.split("\n")[0]}` };
  const values: unknown = toPlain(() => document.toJS({ maxAliasCount: 0 }) ?? {});
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    return { kind: "broken", problem: `\`${file}\` must be a map of settings, without aliases` };
  }
  const entries = Object.entries(values).map(([key, value]): [string, unknown] => [
    key,
    rebase(key, value, dirname(file)),
  ]);
  return { kind: "read", values: Object.fromEntries(entries) };
}

function toPlain(convert: () => unknown): unknown {
  try {
    return convert();
  } catch {
    return null;
  }
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
