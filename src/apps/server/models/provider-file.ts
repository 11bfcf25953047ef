import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Value } from "#core/language";
import { anyValue, list, matching, oneOf, optional, readMessage, record, required, text, whole } from "#core/wire";
import { isLocal } from "#adapters/net";
import { MODEL_APIS, type ModelApi, type ModelTerms, type Provider } from "#points/models";
import { readYaml } from "../config/read-yaml.ts";

/** A provider with what leads to it. */
export interface ReachedProvider {
  readonly provider: Provider;
  /** Without a `/` at its end. */
  readonly url: string;
  /** Sent to the provider and to nobody else; null where it takes none. */
  readonly key: string | null;
  /** How long an answer may take to its end. */
  readonly timeoutMs: number;
}

export type ProvidersResult =
  | { readonly kind: "read"; readonly providers: readonly ReachedProvider[] }
  | { readonly kind: "broken"; readonly problem: string };

interface StatedModel {
  readonly name: string;
  readonly inputUsd: Value;
  readonly outputUsd: Value;
  readonly maxOutputTokens: number;
  readonly maxInputTokens: number;
}

interface StatedProvider {
  readonly name: string;
  readonly api: ModelApi;
  readonly url: string;
  readonly keyFile: string | null;
  readonly keyEnvironment: string | null;
  readonly timeoutSeconds: number;
  readonly pricesAsOf: string;
  readonly models: readonly StatedModel[];
}

interface ProviderFile {
  readonly providers: readonly StatedProvider[];
}

const MOST_USD = 1_000_000;
const MOST_TOKENS = 100_000_000;

const model = record<StatedModel>("a model", {
  name: required(matching(/^[\w.:/@-]{1,128}$/, "the name of a model"), "as requests name it"),
  inputUsd: required(anyValue, "US dollars for a million tokens of requests"),
  outputUsd: required(anyValue, "US dollars for a million tokens of answers"),
  maxOutputTokens: optional(whole(1, MOST_TOKENS), 32_768, "the largest answer"),
  maxInputTokens: optional(whole(1, MOST_TOKENS), 200_000, "the largest request"),
});

const provider = record<StatedProvider>("a provider", {
  name: required(matching(/^[a-z][a-z0-9-]{0,62}$/, "a name of lower-case letters, digits and `-`"), "its name here"),
  api: required(oneOf(MODEL_APIS), "whose API it speaks"),
  url: required(text("an address", 2048), "where it answers, without `/v1`"),
  keyFile: optional(text("a file", 4096), null, "the file that holds its key alone"),
  keyEnvironment: optional(
    text("the name of a variable", 256),
    null,
    "the variable of the environment that holds its key",
  ),
  timeoutSeconds: optional(whole(1, 3600), 600, "how long an answer may take to its end"),
  pricesAsOf: required(matching(/^\d{4}-\d\d-\d\d$/, "a day, as in `2026-11-26`"), "when the prices were looked up"),
  models: required(list(model, "models", 1000), "the only models that are offered"),
});

const providerFile = record<ProviderFile>("providers of models", {
  providers: required(list(provider, "providers", 100), "who answers calls of models"),
});

/** Reads the file of providers, with the keys that it names. */
export function readProviders(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): ProvidersResult {
  const yaml = readYaml(file, "The file of providers");
  if (yaml.kind === "broken") return yaml;
  try {
    const message = read(yaml.value);
    const twice = twiceIn(message.providers.map(({ name }) => name));
    if (twice !== null) throw new Error(`The provider \`${twice}\` stands twice`);
    return { kind: "read", providers: message.providers.map((one) => reached(one, file, environment)) };
  } catch (error) {
    return {
      kind: "broken",
      problem: `The providers of models in \`${file}\` cannot be used: ${error instanceof Error ? error.message : ""}`,
    };
  }
}

function read(value: Value): ProviderFile {
  const result = readMessage(providerFile, value);
  if (result.kind !== "read") throw new Error(result.problems[0]?.message ?? "");
  return result.message;
}

function reached(
  stated: StatedProvider,
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): ReachedProvider {
  const { name, api, pricesAsOf, timeoutSeconds } = stated;
  const twice = twiceIn(stated.models.map((one) => one.name));
  if (twice !== null) throw new Error(`The model \`${twice}\` of \`${name}\` stands twice`);
  const models = new Map(
    stated.models.map((one): [string, ModelTerms] => [
      one.name,
      { ...one, inputUsd: priceOf(one, one.inputUsd), outputUsd: priceOf(one, one.outputUsd) },
    ]),
  );
  return {
    provider: { name, api, pricesAsOf, models },
    url: addressOf(stated),
    key: keyOf(stated, file, environment),
    timeoutMs: timeoutSeconds * 1000,
  };
}

/** A price may have a fraction, which messages have not. */
function priceOf({ name }: StatedModel, usd: Value): number {
  if (typeof usd === "number" && usd >= 0 && usd <= MOST_USD) return usd;
  throw new Error(`A price of \`${name}\` is not a number of US dollars`);
}

/** Over TLS, or to this machine, so that nobody on the way reads key and prompt. */
function addressOf({ name, url }: StatedProvider): string {
  const address = new URL(url);
  const isProtected = address.protocol === "https:" || (address.protocol === "http:" && isLocal(address));
  if (!isProtected || address.username !== "" || address.search !== "" || address.hash !== "")
    throw new Error(
      `\`url\` of \`${name}\` is not an address that begins with \`https://\`, or with \`http://\` on this machine`,
    );
  return url.replace(/\/+$/, "");
}

function keyOf(
  { name, keyFile, keyEnvironment }: StatedProvider,
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  if (keyFile === null && keyEnvironment === null) return null;
  const key =
    keyFile === null ? environment[keyEnvironment ?? ""] : readFileSync(resolve(dirname(file), keyFile), "utf8");
  const trimmed = key?.trim() ?? "";
  if (!/^[\x21-\x7e]{1,4096}$/.test(trimmed))
    throw new Error(`The key of \`${name}\` is missing, or has characters that no key has`);
  return trimmed;
}

function twiceIn(names: readonly string[]): string | null {
  return names.find((name, index) => names.indexOf(name) !== index) ?? null;
}
