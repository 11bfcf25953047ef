import { Unknown, type UnknownReason, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { member, textOf } from "../json/index.ts";
import { isSecret } from "./definitions.ts";
import { evaluateValue } from "./expressions/evaluate.ts";
import type { Budget, Scope, UserFunction } from "./expressions/scope.ts";

/** Values that somebody hands over for parameters, by name in lower case; each is evaluated when it is needed. */
export type Given = ReadonlyMap<string, () => Value>;

/** What a template is evaluated with. */
export interface TemplateInput {
  readonly template: ValueObject;
  readonly given: Given;
  readonly deploymentName: string;
  readonly group: string;
  readonly budget: Budget;
  /**
   * Whether what is not known is a text in braces that names it. Such values are never shown: they tell whether two expressions name the same thing.
   */
  readonly symbolic: boolean;
}

interface Shared extends TemplateInput {
  readonly cache: Map<string, Value>;
  readonly pending: Set<string>;
  readonly outputs: Map<string, () => Value>;
  readonly symbols: Map<string, { readonly id: Value; readonly name: Value; readonly type: Value }>;
}

/** What the expressions of one template speak of. Parameters and variables are evaluated when first asked for, and one that needs itself is unknown. */
export class TemplateScope implements Scope {
  readonly #shared: Shared;
  readonly locals: ReadonlyMap<string, Value>;

  private constructor(shared: Shared, locals: ReadonlyMap<string, Value>) {
    this.#shared = shared;
    this.locals = locals;
  }

  static create(input: TemplateInput): TemplateScope {
    return new TemplateScope(
      { ...input, cache: new Map(), pending: new Set(), outputs: new Map(), symbols: new Map() },
      new Map(),
    );
  }

  get deploymentName(): string {
    return this.#shared.deploymentName;
  }

  get group(): string {
    return this.#shared.group;
  }

  get budget(): Budget {
    return this.#shared.budget;
  }

  with(locals: ReadonlyMap<string, Value>): TemplateScope {
    return new TemplateScope(this.#shared, new Map([...this.locals, ...locals]));
  }

  /** Makes a resource known under its symbolic name. */
  declare(symbol: string, resource: { readonly id: Value; readonly name: Value; readonly type: Value }): void {
    this.#shared.symbols.set(symbol.toLowerCase(), resource);
  }

  resource(symbol: string): { readonly id: Value; readonly name: Value; readonly type: Value } | undefined {
    return this.#shared.symbols.get(symbol.toLowerCase());
  }

  /** Makes the outputs of a deployment inside the template known under a name of it. */
  declareOutputs(deployment: string, outputs: () => Value): void {
    this.#shared.outputs.set(deployment.toLowerCase(), outputs);
  }

  outputsOf(deployment: string): Value | undefined {
    const key = deployment.toLowerCase();
    const outputs = this.#shared.outputs.get(key);
    return outputs === undefined ? undefined : this.#once(`outputs.${key}`, outputs);
  }

  unknown(reason: UnknownReason, path: string): Value {
    return this.#shared.symbolic ? `{${path}}` : new Unknown([{ reason, path }]);
  }

  copyIndex(loop: string | null): Value {
    const found = [...this.locals].findLast(
      ([name]) => name.startsWith("copy:") && (loop === null || name === `copy:${loop}`),
    );
    return found?.[1] ?? this.unknown("after-apply", `copyIndex(${loop ?? ""})`);
  }

  parameter(name: string): Value | undefined {
    const lower = name.toLowerCase();
    const local = this.locals.get(`parameter:${lower}`);
    if (local !== undefined) return local;
    const parameters = member(this.#shared.template, "parameters");
    const key = keyIgnoringCase(parameters, name);
    if (key === undefined) return undefined;
    return this.#once(`parameters.${lower}`, (root) => root.#parameterValue(key, member(parameters, key) ?? null));
  }

  #parameterValue(name: string, declared: Value): Value {
    if (isSecret(declared, this.#shared.template)) return this.unknown("sensitive", `parameters.${name}`);
    const given = this.#shared.given.get(name.toLowerCase());
    if (given !== undefined) return given();
    const preset = member(declared, "defaultValue");
    if (preset !== undefined) return evaluateValue(preset, this, `parameters.${name}`);
    return member(declared, "nullable") === true ? null : this.unknown("after-apply", `parameters.${name}`);
  }

  variable(name: string): Value | undefined {
    const variables = member(this.#shared.template, "variables");
    const declared = memberIgnoringCase(variables, name);
    const loops = member(variables, "copy");
    const loop = isList(loops)
      ? loops.find((one) => textOf(one, "name")?.toLowerCase() === name.toLowerCase())
      : undefined;
    if (declared === undefined && loop === undefined) return undefined;
    return this.#once(`variables.${name.toLowerCase()}`, (root) => {
      if (loop === undefined) return evaluateValue(declared ?? null, root, `variables.${name}`);
      const made = evaluateValue({ copy: [loop] }, root, `variables.${name}`);
      return isObject(made) ? (Object.values(made)[0] ?? null) : made;
    });
  }

  userFunction(name: string): UserFunction | undefined {
    const [namespace = "", function_ = ""] = name.toLowerCase().split(".");
    const namespaces = member(this.#shared.template, "functions");
    const holder = isList(namespaces)
      ? namespaces.find((one) => textOf(one, "namespace")?.toLowerCase() === namespace)
      : undefined;
    const found = memberIgnoringCase(member(holder, "members"), function_);
    if (found === undefined) return undefined;
    const parameters = member(found, "parameters");
    const names = (isList(parameters) ? parameters : []).map((parameter) => textOf(parameter, "name") ?? "");
    return { parameters: names, body: member(member(found, "output"), "value") ?? null };
  }

  #once(key: string, compute: (root: TemplateScope) => Value): Value {
    const { cache, pending } = this.#shared;
    const known = cache.get(key);
    if (known !== undefined) return known;
    if (pending.has(key)) return this.unknown("after-apply", key);
    pending.add(key);
    const value = compute(new TemplateScope(this.#shared, new Map()));
    pending.delete(key);
    cache.set(key, value);
    return value;
  }
}

function memberIgnoringCase(holder: Value | undefined, name: string): Value | undefined {
  const key = keyIgnoringCase(holder, name);
  return key === undefined ? undefined : member(holder, key);
}

function keyIgnoringCase(holder: Value | undefined, name: string): string | undefined {
  if (!isObject(holder)) return undefined;
  if (Object.hasOwn(holder, name)) return name;
  return Object.keys(holder).find((one) => one.toLowerCase() === name.toLowerCase());
}
