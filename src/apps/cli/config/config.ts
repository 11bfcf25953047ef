import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { LineCounter, parseDocument, type Document } from "yaml";
import { reasonOf } from "../files/file-diagnostic.ts";
import { nameHint, UsageError } from "../usage-error.ts";

/** The settings of `writ.yaml`, every one optional; flags win over them. Paths in it are relative to its own folder. */
export interface Config {
  readonly policies: readonly string[];
  readonly parameters: readonly string[];
  readonly library: boolean | null;
  readonly failOn: string | null;
  readonly principal: string | null;
  readonly environment: string | null;
  readonly baseline: string | null;
  readonly kubernetesVersion: string | null;
  readonly output: readonly string[];
}

const NAME = "writ.yaml";

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === "string" && value !== "";
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isBoolean: Check = (value) => typeof value === "boolean";

const KEYS: Readonly<Record<keyof Config, { readonly check: Check; readonly shape: string }>> = {
  policies: { check: isTexts, shape: "a list of paths" },
  parameters: { check: isTexts, shape: "a list of paths" },
  library: { check: isBoolean, shape: "true or false" },
  failOn: { check: isText, shape: "a severity or `unknown`" },
  principal: { check: isText, shape: "`kind:id`, as in `agent:deploy-bot`" },
  environment: { check: isText, shape: "a name" },
  baseline: { check: isText, shape: "a path" },
  kubernetesVersion: { check: isText, shape: 'a version in quotation marks, as in `"1.34"`' },
  output: { check: isTexts, shape: "a list of `format` or `format=path`" },
};

const EMPTY: Config = {
  policies: [],
  parameters: [],
  library: null,
  failOn: null,
  principal: null,
  environment: null,
  baseline: null,
  kubernetesVersion: null,
  output: [],
};

/** The file given, or the nearest `writ.yaml` in the working folder or above it; without any, no setting at all. */
export function readConfig(file: string | undefined): Config {
  const found = file ?? findUpwards(process.cwd());
  return found === null ? EMPTY : parseConfig(found, readText(found));
}

/** Whether the shipped policies take part: unless a flag or the configuration leaves them out. */
export function takesLibrary(flags: { readonly library: boolean }, { library }: Config): boolean {
  return flags.library && library !== false;
}

function findUpwards(folder: string): string | null {
  const candidate = join(folder, NAME);
  if (existsSync(candidate)) return relative(process.cwd(), candidate) || NAME;
  const parent = dirname(folder);
  return parent === folder ? null : findUpwards(parent);
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`Cannot read the configuration file \`${file}\`: ${reasonOf(error)}`);
  }
}

function parseConfig(file: string, text: string): Config {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const broken = document.errors[0];
  if (broken?.code === "MULTIPLE_DOCS")
    throw new UsageError(
      `Cannot read \`${file}\` as the configuration of Writ: it has several documents`,
      `give it another name if it is something else: every \`${NAME}\` is taken as a configuration`,
    );
  if (broken !== undefined) {
    const { line, col } = counter.linePos(broken.pos[0]);
    throw new UsageError(`Cannot read \`${file}:${line}:${col}\`: ${broken.message.split("\n")[0]}`);
  }
  const values: unknown = valueOf(file, document) ?? {};
  if (typeof values !== "object" || values === null || Array.isArray(values))
    throw new UsageError(`\`${file}\` must be a map of settings`);
  for (const [key, value] of Object.entries(values)) checkSetting(file, key, value);
  return rebase({ ...EMPTY, ...values }, dirname(file));
}

/** Settings are few and short, so an alias in them is no need of anyone's. */
function valueOf(file: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    throw new UsageError(`Cannot read \`${file}\`: it has an alias`, "write the value out");
  }
}

function checkSetting(file: string, key: string, value: unknown): void {
  if (!isSetting(key)) {
    const known = Object.keys(KEYS);
    const hint = nameHint(key, known, `known settings: ${known.join(", ")}`);
    throw new UsageError(`\`${file}\` has an unknown setting \`${key}\``, hint);
  }
  const { check, shape } = KEYS[key];
  if (!check(value)) throw new UsageError(`Setting \`${key}\` of \`${file}\` must be ${shape}`);
}

function isSetting(key: string): key is keyof Config {
  return Object.hasOwn(KEYS, key);
}

function rebase(config: Config, folder: string): Config {
  const place = (path: string): string => relative(process.cwd(), resolve(folder, path)) || ".";
  return {
    ...config,
    policies: config.policies.map(place),
    parameters: config.parameters.map(place),
    baseline: config.baseline === null ? null : place(config.baseline),
    output: config.output.map((output) => output.replace(/(?<==)[^-].*$/, place)),
  };
}
