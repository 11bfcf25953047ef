import type { AccessStep, HclBody } from "../../hcl/index.ts";
import { joinAddress, keySuffix, modulePath, type ModulePath } from "../../terraform-plan/address.ts";
import {
  attributeIn,
  placeOf,
  type Declared,
  type ModuleDefinition,
  type ResourceDeclaration,
} from "../configuration/definition.ts";
import { spelledOut } from "../configuration/json-body.ts";
import type { Directories } from "../configuration/directories.ts";
import type { Budget } from "../evaluate/budget.ts";
import { evaluate } from "../evaluate/evaluate.ts";
import type { Resolved, Scope } from "../evaluate/scope.ts";
import { Handle, notObserved, Traced, type HclValue } from "../evaluate/values.ts";
import { asSensitive } from "../functions/conversion.ts";
import { callFunction } from "../functions/index.ts";
import type { HclPlace, Issues } from "../issues.ts";
import { createChildren, type Children, type ModuleParts } from "./children.ts";
import { expand, valueOf, type InstanceKey } from "./expansion.ts";
import * as issues from "./messages.ts";
import { ResourceInstance } from "./resource-instance.ts";
import { convertTo, typeFrom, type TypeConstraint } from "./types.ts";

/** What all modules of one configuration share. */
export interface Surroundings {
  readonly directories: Directories;
  readonly issues: Issues;
  readonly budget: Budget;
  /** What is set for variables of the root module. */
  readonly settings: ReadonlyMap<string, { readonly value: HclValue }>;
}

/** Where a module is called from; null for the root module. */
export interface Caller {
  readonly module: ModuleInstance;
  readonly call: Declared;
  readonly scope: Scope;
}

/** One instance of a module. Whatever is in it is evaluated when it is asked for, once. */
export class ModuleInstance extends Handle {
  readonly path: ModulePath;
  readonly definition: ModuleDefinition;
  readonly caller: Caller | null;
  readonly surroundings: Surroundings;
  readonly #known = new Map<string, HclValue>();
  readonly #resources = new Map<string, readonly ResourceInstance[]>();
  readonly #children = new Map<string, Children>();

  constructor(parts: ModuleParts) {
    super();
    this.path = parts.path;
    this.definition = parts.definition;
    this.caller = parts.caller;
    this.surroundings = parts.surroundings;
  }

  /** The value of an output. */
  attribute(name: string): HclValue {
    const output = this.definition.outputs.get(name);
    if (!output) return notObserved();
    return this.#once(`output ${name}`, output, () => {
      const value = this.evaluateIn(output.block, "value");
      return attributeIsTrue(output.block, "sensitive") ? asSensitive(value) : value;
    });
  }

  whole(): Traced {
    return new Traced("after-apply", [{ target: null, attribute: null }], false);
  }

  /** The instances of a block. */
  resources(declaration: ResourceDeclaration): readonly ResourceInstance[] {
    this.#resource(declaration);
    return this.#resources.get(declaration.address) ?? [];
  }

  /** The instances of the modules that a call makes. */
  children(name: string): Children | null {
    const call = this.definition.calls.get(name);
    if (!call) return null;
    const known = this.#children.get(name);
    if (known) return known;
    this.#children.set(name, { value: notObserved(), instances: [] });
    const children = createChildren({ parent: this, name, call, make: (parts) => new ModuleInstance(parts) });
    this.#children.set(name, children);
    return children;
  }

  /** The scope of expressions of this module; `each` is what `each` and `count` are. */
  scope(each: InstanceKey["each"] = null): Scope {
    const { budget } = this.surroundings;
    return {
      bindings: null,
      budget,
      resolve: (name, steps) => this.#resolve(name, steps, each),
      call: (name, args) => callFunction(name, args, budget),
    };
  }

  /** The value of an attribute of one of this module's blocks; null when it is not there. */
  evaluateIn(body: HclBody, name: string): HclValue {
    const attribute = attributeIn(body, name);
    return attribute ? evaluate(attribute.value, this.scope()) : null;
  }

  /** The type that a variable is declared with. */
  variableType(name: string): TypeConstraint {
    const variable = this.definition.variables.get(name);
    return typeFrom(variable && typeExpression(variable.block));
  }

  #resolve(name: string, steps: readonly AccessStep[], each: InstanceKey["each"]): Resolved {
    const [first, second] = steps;
    const step = first?.kind === "name" ? first.name : null;
    if (step === null) return { value: notObserved(), used: steps.length };
    if (name === "data" || name === "ephemeral") {
      const used = second?.kind === "name" ? 2 : 1;
      return { value: this.#named(`${name}.${step}.${second?.kind === "name" ? second.name : ""}`), used };
    }
    return { value: this.#simple(name, step, each), used: 1 };
  }

  #simple(root: string, name: string, each: InstanceKey["each"]): HclValue {
    switch (root) {
      case "var":
        return this.#variable(name);
      case "local":
        return this.#local(name);
      case "module":
        return this.children(name)?.value ?? notObserved();
      case "each":
        return inInstance(name === "key" ? "key" : "value", each);
      case "count":
        return inInstance("key", each);
      case "path":
        return this.#path(name);
      default:
        return UNFOLLOWED.has(root) ? notObserved() : this.#named(`${root}.${name}`);
    }
  }

  #path(name: string): HclValue {
    if (name === "root") return ".";
    if (name !== "module") return notObserved();
    return this.caller === null ? "." : this.definition.directory;
  }

  #local(name: string): HclValue {
    const local = this.definition.locals.get(name);
    if (!local) return notObserved();
    const { file, attribute } = local;
    return this.#once(`local ${name}`, { file, extent: attribute }, () => evaluate(attribute.value, this.scope()));
  }

  #named(address: string): HclValue {
    const declaration = this.definition.resources.get(address);
    return declaration ? this.#resource(declaration) : notObserved();
  }

  #resource(declaration: ResourceDeclaration): HclValue {
    return this.#once(declaration.address, declaration, () => {
      const { budget, issues: said } = this.surroundings;
      const wanted = expand(declaration.block, this.scope());
      const expansion = wanted && budget.takeInstances(wanted.keys.length) ? wanted : null;
      const address = joinAddress(this.path.address, declaration.address);
      if (!expansion) said.leaveOpen(issues.tooManyInstances(address), placeOf(declaration), address);
      const made = expansion ?? {
        kind: "unknown" as const,
        keys: [{ key: "*", each: { key: notObserved(), value: notObserved() } }],
      };
      const instances = made.keys.map((one) => this.#instance(declaration, address, one, made.kind === "unknown"));
      this.#resources.set(declaration.address, instances);
      return valueOf(made, instances);
    });
  }

  #instance(
    declaration: ResourceDeclaration,
    address: string,
    { key, each }: InstanceKey,
    isAny: boolean,
  ): ResourceInstance {
    return new ResourceInstance({
      id: isAny ? `${address}[*]` : `${address}${keySuffix(key)}`,
      declaration,
      module: this,
      isAny,
      scope: this.scope(each),
      cycle: (one) => this.surroundings.issues.leaveOpen(issues.cycle(one.address), placeOf(one)),
    });
  }

  #variable(name: string): HclValue {
    const variable = this.definition.variables.get(name);
    if (!variable) return notObserved();
    return this.#once(`var ${name}`, variable, () => this.#variableValue(name, variable));
  }

  #variableValue(name: string, { block }: Declared): HclValue {
    if (attributeIsTrue(block, "ephemeral")) return notObserved();
    const type = this.variableType(name);
    const given = this.#given(name);
    const nullable = attributeIn(block, "nullable");
    const keepsNull = given === null && !(nullable?.value.kind === "literal" && nullable.value.value === false);
    const otherwise = attributeIn(block, "default");
    const fallback = otherwise ? evaluate(otherwise.value, this.scope()) : notObserved();
    const value = given === undefined || (given === null && !keepsNull) ? fallback : given;
    const converted = convertTo(value, type, (expression) => evaluate(expression, this.scope()));
    return attributeIsTrue(block, "sensitive") ? asSensitive(converted) : converted;
  }

  /** What the caller or, for the root module, the files of values say. */
  #given(name: string): HclValue | undefined {
    if (!this.caller) return this.surroundings.settings.get(name)?.value;
    const argument = attributeIn(this.caller.call.block, name);
    return argument ? evaluate(argument.value, this.caller.scope) : undefined;
  }

  /** What is asked for while it is being found out runs in a circle. */
  #once(key: string, place: Declared | HclPlace, find: () => HclValue): HclValue {
    const known = this.#known.get(key);
    if (known === IN_PROGRESS) {
      const name = key.replace(/^local /, "local.").replace(/^var /, "var.");
      this.surroundings.issues.leaveOpen(issues.cycle(name), "block" in place ? placeOf(place) : place);
    }
    if (known !== undefined) return known;
    this.#known.set(key, IN_PROGRESS);
    const value = find();
    this.#known.set(key, value);
    return value;
  }
}

const IN_PROGRESS: HclValue = notObserved();

/** Names of what only a run of Terraform can tell. */
const UNFOLLOWED: ReadonlySet<string> = new Set(["terraform", "tofu", "self"]);

function inInstance(part: "key" | "value", each: InstanceKey["each"]): HclValue {
  return each ? each[part] : notObserved();
}

function attributeIsTrue(body: HclBody, name: string): boolean {
  const value = attributeIn(body, name)?.value;
  if (
    !value ||
    (value.kind === "literal" && (value.value === false || value.value === null || value.value === "false"))
  )
    return false;
  return true;
}

function typeExpression(body: HclBody): ReturnType<typeof spelledOut> | undefined {
  const type = attributeIn(body, "type");
  return type && spelledOut(type.value);
}

/** The root module of a configuration. */
export function rootModule(definition: ModuleDefinition, surroundings: Surroundings): ModuleInstance {
  return new ModuleInstance({ path: modulePath([]), definition, caller: null, surroundings });
}
