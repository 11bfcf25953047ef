import type { Expr } from "../ast/expr.ts";
import type { FunctionDeclaration } from "../functions/declaration.ts";
import type { Environment } from "../types/environment.ts";
import { structOf, type Type, typeOf } from "../types/type.ts";
import { wellKnownType } from "../types/well-known.ts";
import { TypeValue } from "../values/index.ts";
import type { Reference } from "./checked.ts";

/** A name that was found: its type and what it refers to. */
export interface ResolvedName {
  readonly type: Type;
  readonly reference: Reference;
}

/**
 * Finds the names of one environment from within its container: `y` in container `a.b` is `a.b.y`, `a.y` or `y`, the first that exists; `.y`
 * is `y` alone (cel-spec, language definition, "Name Resolution").
 */
export class Names {
  readonly environment: Environment;
  readonly #prefixes: readonly string[];
  readonly #namespaces: readonly ReadonlySet<string>[];

  constructor(environment: Environment) {
    this.environment = environment;
    this.#prefixes = containerPrefixes(environment.container);
    const { variables, constants, structs, functions, container } = environment;
    this.#namespaces = [variables, constants, structs, functions].map((named) => namespacesIn(named, container));
  }

  /** The variable, constant or type of this name. */
  resolve(name: string): ResolvedName | undefined {
    return this.#firstOf(name, (candidate) => this.#lookUp(candidate));
  }

  /** The function of this name. */
  resolveFunction(name: string): FunctionDeclaration | undefined {
    return this.#firstOf(name, (candidate) => this.environment.functions.get(candidate));
  }

  /** Tells whether some name of the environment continues this one with a dot, so that `root.x` may be a single name. */
  mayBeNamespace(root: string): boolean {
    const name = root.startsWith(".") ? root.slice(1) : root;
    return this.#namespaces.some((namespaces) => namespaces.has(name));
  }

  #firstOf<Found>(name: string, lookUp: (candidate: string) => Found | undefined): Found | undefined {
    if (name.startsWith(".")) return lookUp(name.slice(1));
    for (const prefix of this.#prefixes) {
      const found = lookUp(prefix + name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #lookUp(name: string): ResolvedName | undefined {
    const { variables, constants, structs } = this.environment;
    const variable = variables.get(name);
    if (variable !== undefined) return { type: variable, reference: { kind: "variable", name } };
    const constant = constants.get(name);
    if (constant !== undefined) {
      return { type: constant.type, reference: { kind: "constant", name, value: constant.value } };
    }
    if (!structs.has(name)) return undefined;
    const type = typeOf(wellKnownType(name) ?? structOf(name));
    return { type, reference: { kind: "constant", name, value: new TypeValue(name) } };
  }
}

type Named = Environment["variables" | "constants" | "structs" | "functions"];

/** The namespaces of some names, as seen from a container. Environments share functions, and these are many, so they are looked through once. */
function namespacesIn(named: Named, container: string): ReadonlySet<string> {
  const byContainer = namespaces.get(named) ?? new Map<string, ReadonlySet<string>>();
  const known = byContainer.get(container);
  if (known !== undefined) return known;
  const prefixes = containerPrefixes(container);
  const roots = new Set(Array.from(named.keys(), (name) => rootsOf(name, prefixes)).flat());
  namespaces.set(named, byContainer.set(container, roots));
  return roots;
}

const namespaces = new WeakMap<Named, Map<string, ReadonlySet<string>>>();

function rootsOf(name: string, prefixes: readonly string[]): readonly string[] {
  if (!name.includes(".")) return [];
  return prefixes.flatMap((prefix) => {
    const dot = name.indexOf(".", prefix.length);
    return name.startsWith(prefix) && dot !== -1 ? [name.slice(prefix.length, dot)] : [];
  });
}

/** The names of an environment, indexed once for all its expressions. */
export function namesOf(environment: Environment): Names {
  const known = indexed.get(environment);
  if (known !== undefined) return known;
  const names = new Names(environment);
  indexed.set(environment, names);
  return names;
}

/** `a.b.c` for a chain of selections from a name, with the name that it starts from. */
export function qualifiedName(expr: Expr): { readonly root: string; readonly name: string } | undefined {
  if (expr.kind === "ident") return { root: expr.name, name: expr.name };
  if (expr.kind !== "select" || expr.testOnly) return undefined;
  const operand = qualifiedName(expr.operand);
  return operand && { root: operand.root, name: `${operand.name}.${expr.field}` };
}

function containerPrefixes(container: string): readonly string[] {
  if (container === "") return [""];
  const parts = container.split(".");
  return [...parts.map((_, index) => `${parts.slice(0, parts.length - index).join(".")}.`), ""];
}

const indexed = new WeakMap<Environment, Names>();
