import type { CheckedPolicy } from "#core/bundle";
import type { NamedExpression } from "#core/documents";
import type { Expr } from "#core/language";
import { InexpressibleError } from "../../expressions/inexpressible.ts";
import { objectField, type MappingNames } from "./mapping-names.ts";
import type { NativeLanguage } from "./native-language.ts";
import { parseAsWritten } from "../../expressions/parse.ts";
import { pathOf, rewrite, type Names } from "./rewriter.ts";
import type { SharedVariables } from "./shared-variables.ts";
import { call, ident, literal, presence, select, text } from "../../expressions/trees.ts";

/** What the expressions of a policy speak of, said of the object that is admitted. */
export class PolicyNames implements Names {
  readonly #policy: CheckedPolicy;
  readonly #kind: string;
  readonly #mapping: MappingNames;
  readonly #variables: SharedVariables;
  readonly #aliases: ReadonlyMap<string, readonly string[]>;

  constructor(policy: CheckedPolicy, kind: string, mapping: MappingNames, variables: SharedVariables) {
    this.#policy = policy;
    this.#kind = kind;
    this.#mapping = mapping;
    this.#variables = variables;
    this.#aliases = aliasesIn(policy);
  }

  /** Makes the variables in the order in which they depend on each other, so that no chain of them is followed step by step. */
  prepare(): void {
    for (const variable of this.#policy.document.spec.variables) {
      if (!this.#aliases.has(variable.name)) {
        this.#variables.prepare(`policy_${variable.name}`, () => this.#made(variable));
      }
    }
  }

  get language(): NativeLanguage {
    return this.#mapping.language;
  }

  readonly mayBeNull = (name: string): boolean => this.#variables.mayBeNull(name);

  value(path: readonly string[]): Expr {
    const [root = "", name = "", ...rest] = this.#resolve(path);
    if (root === "resource" && name === "properties") return this.#mapping.property(named(rest)).value;
    return rest.reduce(select, this.#plain(root, name));
  }

  presence(written: readonly string[]): Expr {
    const path = this.#resolve(written);
    if (isProperty(path)) return this.#mapping.property(named(path.slice(2))).presence;
    return presence(this.value(path.slice(0, -1)), path.at(-1) ?? "");
  }

  optional(written: readonly string[]): Expr {
    const path = this.#resolve(written);
    if (isProperty(path)) return this.#mapping.property(named(path.slice(2))).optional;
    return call("_?._", this.value(path.slice(0, -1)), text(path.at(-1) ?? ""));
  }

  /** The path behind a variable that only gives another name to one. */
  #resolve(path: readonly string[]): readonly string[] {
    const [root, name, ...rest] = path;
    const alias = root === "variables" ? this.#aliases.get(name ?? "") : undefined;
    return alias === undefined ? path : [...alias, ...rest];
  }

  #plain(root: string, name: string): Expr {
    if (root === "params") return this.#parameter(name);
    if (root === "variables") return this.#variable(name);
    if (root === "verb") return VERB;
    if (root !== "resource")
      throw new InexpressibleError(`it asks for \`${root}\`, which admission does not tell as Writ does`);
    const said = name === "kind" ? text(this.#kind) : objectField(name);
    if (said === undefined)
      throw new InexpressibleError(`it asks for \`resource.${name}\`, which nothing in an object says`);
    return said;
  }

  /** Parameters are constants of the document, so that nobody in the cluster can move them. */
  #parameter(name: string): Expr {
    const { parameters } = this.#policy;
    const value = Object.hasOwn(parameters, name) ? literal(parameters[name] ?? null) : undefined;
    if (value === undefined) throw new InexpressibleError(`its parameter \`${name}\` has no value`);
    if (value.kind === "constant" || (value.kind === "list" && value.elements.length === 0)) return value;
    return this.#variables.read(`param_${name}`, () => value);
  }

  #variable(name: string): Expr {
    return this.#variables.read(`policy_${name}`, () => {
      const found = this.#policy.document.spec.variables.find((one) => one.name === name);
      if (found === undefined) throw new InexpressibleError(`it has no variable \`${name}\``);
      return this.#made(found);
    });
  }

  #made({ expression }: NamedExpression): Expr {
    return rewrite(parseAsWritten(expression), this);
  }
}

/** The paths behind variables that are nothing else, each followed to its end: a variable uses only those before it. */
function aliasesIn({ document }: CheckedPolicy): ReadonlyMap<string, readonly string[]> {
  const aliases = new Map<string, readonly string[]>();
  for (const { name, expression } of document.spec.variables) {
    const [root = "", first = "", ...rest] = pathOf(parseAsWritten(expression)) ?? [];
    const before = root === "variables" ? aliases.get(first) : undefined;
    if (before !== undefined) aliases.set(name, [...before, ...rest]);
    else if (root === "resource" || root === "params")
      aliases.set(
        name,
        [root, first, ...rest].filter((one) => one !== ""),
      );
  }
  return aliases;
}

function isProperty([root, name]: readonly string[]): boolean {
  return root === "resource" && name === "properties";
}

function named(path: readonly string[]): readonly string[] {
  if (path.length > 0) return path;
  throw new InexpressibleError("it takes all properties of the resource at once");
}

const VERB: Expr = call(
  "_?_:_",
  call("_==_", select(ident("request"), "operation"), text("UPDATE")),
  text("update"),
  text("create"),
);
