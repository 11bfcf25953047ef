import {
  childrenOf,
  compileExpression,
  compileGroup,
  EVALUATION_COST_LIMIT,
  type CompiledExpression,
  type CompiledGroup,
  type Expr,
  type Meter,
  type Scope,
  type Value,
} from "#core/language";
import type { Mapping } from "#core/documents";
import { linkPrograms, type LinkProgram } from "../linking/link-program.ts";
import type { CheckedMapping } from "./check-mapping.ts";
import { ProviderDefaults } from "./defaults.ts";
import { buildProperties, propertyTree, type PropertyTree } from "./property-tree.ts";

/**
 * A mapping made runnable. Expressions are compiled when the first resource needs them, since most runs meet few of all types; those of a trusted
 * document are checked no sooner.
 *
 * Every answer is total: an expression that fails leaves a `CelError` in the place of its value.
 */
export class MappingProgram {
  readonly kind: string;
  readonly rule: Mapping;
  readonly links: readonly LinkProgram[];
  readonly defaults: ProviderDefaults;
  readonly #check: () => CheckedMapping;
  #checked: CheckedMapping | undefined;
  #tree: PropertyTree | undefined;
  #compiled: Compiled | undefined;

  /** `check` is called once at most, when the mapping is first needed. */
  constructor(kind: string, rule: Mapping, check: () => CheckedMapping) {
    this.kind = kind;
    this.rule = rule;
    this.#check = check;
    this.links = linkPrograms(rule.links);
    this.defaults = new ProviderDefaults(rule.defaults);
  }

  get checked(): CheckedMapping {
    return (this.#checked ??= this.#check());
  }

  get hasItems(): boolean {
    return this.rule.each !== null;
  }

  /** The answer of `applies` where it does not hang on links, which then need not be followed for nothing; else undefined. */
  appliesUnlinked(unlinked: () => Scope): Value | undefined {
    const { when, whenLinks } = this.#programs();
    if (when === null) return true;
    return whenLinks ? undefined : when.evaluate(unlinked(), newMeter());
  }

  /** Whether the mapping is for this resource: true, false, or the unknown or error that keeps it from being told. */
  applies(scope: Scope): Value {
    return this.#programs().when?.evaluate(scope, newMeter()) ?? true;
  }

  /** The list that `each` answers, or what it answered instead. */
  items(scope: Scope): Value {
    return this.#programs().each?.evaluate(scope, newMeter()) ?? [];
  }

  /** The properties of one resource. Those for which the native form has nothing to say are absent. */
  properties(scope: Scope): Readonly<Record<string, Value>> {
    const { group, out, variables } = this.#programs();
    group.evaluate(variables.length === 0 ? scope : this.withVariables(scope), newMeter(), out);
    return this.#build(out);
  }

  /** The scope with the mapping's variables in it, each computed once, with a budget of its own. */
  withVariables(scope: Scope): Scope {
    const variables: Record<string, Value> = {};
    const complete = { ...scope, variables };
    for (const { name, compiled } of this.#programs().variables) {
      variables[name] = compiled.evaluate(complete, newMeter());
    }
    return complete;
  }

  /** Properties that are all the same unknown or error. */
  uniform(value: Value): Readonly<Record<string, Value>> {
    return this.#build(this.checked.properties.map(() => value));
  }

  #build(answers: readonly Value[]): Readonly<Record<string, Value>> {
    this.#tree ??= propertyTree(this.checked.properties);
    return buildProperties(this.#tree, answers);
  }

  #programs(): Compiled {
    this.#compiled ??= compile(this.checked);
    return this.#compiled;
  }
}

interface Compiled {
  readonly when: CompiledExpression | null;
  /** Whether `when` reads links. */
  readonly whenLinks: boolean;
  readonly each: CompiledExpression | null;
  readonly variables: readonly { readonly name: string; readonly compiled: CompiledExpression }[];
  readonly group: CompiledGroup;
  /** Written anew for each resource, so that mapping allocates no list. */
  readonly out: Value[];
}

function compile({ when, each, variables, properties }: CheckedMapping): Compiled {
  return {
    when: when && compileExpression(when),
    whenLinks: when !== null && readsLinks(when.parsed.expr),
    each: each && compileExpression(each),
    variables: variables.map(({ name, checked }) => ({ name, compiled: compileExpression(checked) })),
    group: compileGroup(properties.map(({ checked }) => checked)),
    out: properties.map(() => null),
  };
}

function readsLinks(expr: Expr): boolean {
  return (expr.kind === "ident" && expr.name === "links") || childrenOf(expr).some(readsLinks);
}

function newMeter(): Meter {
  return { spent: 0, limit: EVALUATION_COST_LIMIT };
}
