/** One step of an address or traversal: a name, or the key in brackets behind it. */
export type AddressStep = { readonly name: string } | { readonly key: string | number };

/** One module on the way to a resource; `key` is null when the call has neither count nor for_each. */
export interface ModuleStep {
  readonly name: string;
  readonly key: string | number | null;
}

/** The way to a module instance, with its address, and with that of its configuration, which is the same without keys. */
export interface ModulePath {
  readonly steps: readonly ModuleStep[];
  readonly address: string;
  readonly configuration: string;
}

const STEP = /\.?([^.[\]"]+)|\[(-?\d+|\*)\]|\["([^"\\]*(?:\\.[^"\\]*)*)"\]/y;

/** No address that Terraform writes is longer; one that is would only keep the parser busy. */
const MAX_LENGTH = 16_384;

/**
 * The steps of an address such as `module.app["api.v2"].aws_sqs_queue.this[0].arn`; null when it is none. A splat `[*]` is left out, as
 * plans leave it out of references.
 */
export function parseAddress(address: string): readonly AddressStep[] | null {
  if (address.length > MAX_LENGTH) return null;
  return plainSteps(address) ?? stepsWithKeys(address);
}

/** The steps of an address without keys, as nearly all are; null when it may have some. */
function plainSteps(address: string): readonly AddressStep[] | null {
  if (address === "" || address.includes("[") || address.includes('"') || address.includes("]")) return null;
  const names = address.split(".");
  return names.includes("") ? null : names.map((name) => ({ name }));
}

function stepsWithKeys(address: string): readonly AddressStep[] | null {
  const steps: AddressStep[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < address.length) {
    const [, name, index, key] = STEP.exec(address) ?? [];
    if (name !== undefined) steps.push({ name });
    else if (index !== undefined) steps.push(...indexStep(index));
    else if (key !== undefined) steps.push({ key: unescape(key) });
    else return null;
  }
  return steps;
}

/** The way to the module of an address; null when it is no such address. That to the root module has no steps. */
export function parseModuleAddress(address: string): ModulePath | null {
  const steps = parseAddress(address);
  return steps && modulesOf(steps);
}

function modulesOf(steps: readonly AddressStep[]): ModulePath | null {
  const modules: ModuleStep[] = [];
  for (let at = 0; at < steps.length;) {
    const [keyword, name, key] = [steps[at], steps[at + 1], steps[at + 2]];
    if (!keyword || !("name" in keyword) || keyword.name !== "module" || !name || !("name" in name)) return null;
    const indexed = key !== undefined && "key" in key;
    modules.push({ name: name.name, key: indexed ? key.key : null });
    at += indexed ? 3 : 2;
  }
  return modulePath(modules);
}

/** The way to a module by its steps. */
export function modulePath(steps: readonly ModuleStep[]): ModulePath {
  return {
    steps,
    address: steps.map(({ name, key }) => `module.${name}${keySuffix(key)}`).join("."),
    configuration: steps.map(({ name }) => `module.${name}`).join("."),
  };
}

/** An instance key as addresses write it: `[0]`, `["a.b"]`, or nothing. */
export function keySuffix(key: string | number | null): string {
  if (key === null) return "";
  return typeof key === "number" ? `[${key}]` : `[${JSON.stringify(key)}]`;
}

/** `inner` as seen from outside the module at `outer`. */
export function joinAddress(outer: string, inner: string): string {
  return outer === "" ? inner : `${outer}.${inner}`;
}

function indexStep(index: string): readonly AddressStep[] {
  return index === "*" ? [] : [{ key: Number(index) }];
}

/** Terraform escapes strings in addresses as HCL does, which for keys differs from JSON only in `$${` and `%%{`. */
function unescape(key: string): string {
  try {
    const text: unknown = JSON.parse(`"${key}"`);
    return String(text).replaceAll("$${", "${").replaceAll("%%{", "%{");
  } catch {
    return key;
  }
}

/** Where the block of a resource is, by the address of an instance with or without what a reading adds to it; null when it is no such address. */
export function parseResourceAddress(address: string): { readonly modules: ModulePath; readonly block: string } | null {
  const steps = parseAddress(address.replace(/(?: \((?:live|deposed [^()]*)\))+$/, ""));
  if (!steps) return null;
  const resource = endOfModules(steps);
  const names = steps.slice(resource).filter((step) => "name" in step);
  const modules = modulesOf(steps.slice(0, resource));
  return modules && names.length >= 2 ? { modules, block: names.map(({ name }) => name).join(".") } : null;
}

/** The position behind the last step of the modules that an address begins with. */
function endOfModules(steps: readonly AddressStep[]): number {
  let at = 0;
  for (let step = steps[at]; step && "name" in step && step.name === "module"; step = steps[at]) {
    const key = steps[at + 2];
    at += key !== undefined && "key" in key ? 3 : 2;
  }
  return at;
}
