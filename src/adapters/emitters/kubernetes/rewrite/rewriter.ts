import { macrosFor, type CallForm, type Expr } from "#core/language";
import { readAttributes } from "./attributes.ts";
import { applyFolded, isEmptyList, ofEmptyList, truthOf } from "./fold.ts";
import { InexpressibleError } from "../../expressions/inexpressible.ts";
import { FUNCTION_NAMESPACES } from "../../expressions/namespaces.ts";
import { mayBeNull, unlessNull, type MayBeNull } from "./null.ts";
import type { NativeLanguage } from "./native-language.ts";
import { spellOut } from "./templates.ts";
import { computesPath, constantsOf, flattened, unroll } from "./unroll.ts";
import { bind, call, dyn, ident, literal, map, method, NULL, presence, select } from "../../expressions/trees.ts";

/** What the names of an expression stand for outside of it. Each throws `InexpressibleError` for what Kubernetes does not know. */
export interface Names {
  /** What the expressions may say. */
  readonly language: NativeLanguage;
  /** The value at a name, or at a path that begins with it. */
  value(path: readonly string[]): Expr;
  /** Whether something stands at a path. */
  presence(path: readonly string[]): Expr;
  /** An optional of what stands at a path. */
  optional(path: readonly string[]): Expr;
  readonly mayBeNull: MayBeNull;
}

type Call = Extract<Expr, { readonly kind: "call" }>;
/** Names that the expression itself introduces, with what is written for them: a name, or the constant that it stands for. */
type Locals = ReadonlyMap<string, Expr>;

const EARLIER_NAMES: Readonly<Record<string, string>> = { existsOne: "exists_one" };
const TAKEN: ReadonlySet<string> = new Set([
  "object",
  "oldObject",
  "request",
  "params",
  "namespaceObject",
  "authorizer",
  "variables",
  "item",
  "it",
]);

/** How deep macros over constants are written out within each other. */
const MOST_UNROLLED = 2;

/** Names of types, which are values as well. */
const TYPES: ReadonlySet<string> = new Set([
  "bool",
  "bytes",
  "double",
  "int",
  "list",
  "map",
  "null_type",
  "string",
  "type",
  "uint",
]);

/** Rewrites an expression, parsed without macros, into what the API server understands. Throws `InexpressibleError` where it cannot be said. */
export function rewrite(expr: Expr, names: Names): Expr {
  return new Rewriter(names).rewrite(expr, new Map());
}

class Rewriter {
  readonly #names: Names;

  constructor(names: Names) {
    this.#names = names;
  }

  rewrite(expr: Expr, locals: Locals): Expr {
    switch (expr.kind) {
      case "constant":
        return expr;
      case "ident":
        return this.#at([expr.name], locals) ?? locals.get(expr.name) ?? ident(expr.name);
      case "select":
        return this.#select(expr, locals);
      case "call":
        return this.#call(expr, locals);
      case "list":
        return { ...expr, elements: ofOneType(expr.elements.map((element) => this.rewrite(element, locals))) };
      case "struct":
        return this.#struct(expr, locals);
      default:
        throw new InexpressibleError("it was expanded before it was rewritten");
    }
  }

  /** What a path from outside stands for; undefined where it begins with a local name. */
  #at(path: readonly string[], locals: Locals): Expr | undefined {
    const [root = ""] = path;
    return locals.has(root) || TYPES.has(root) ? undefined : this.#names.value(path);
  }

  #select(expr: Extract<Expr, { readonly kind: "select" }>, locals: Locals): Expr {
    const path = pathOf(expr);
    const outside = path && this.#at(path, locals);
    return outside ?? select(this.rewrite(expr.operand, locals), expr.field);
  }

  #call(expr: Call, locals: Locals): Expr {
    const { function: name, target, args } = expr;
    if (target !== undefined) return this.#method({ ...expr, target }, locals);
    if (name === "has") return this.#has(args[0], locals);
    if (name === "_||_" || name === "_&&_") return this.#logic(name, args, locals);
    if (name === "_?_:_") return this.#choice(args, locals);
    if (name === "_?._") return this.#optionalField(args, locals);
    const rewritten = args.map((arg) => this.rewrite(arg, locals));
    const attributes = readAttributes(name, rewritten, this.#names.mayBeNull);
    if (attributes !== undefined) return attributes;
    if (name === "size" && rewritten[0] !== undefined && isEmptyList(rewritten[0])) return literal(0);
    return applyFolded(this.#native({ name, args: args.length, member: false }), rewritten);
  }

  #has(arg: Expr | undefined, locals: Locals): Expr {
    if (arg?.kind !== "select") throw new InexpressibleError("it asks `has()` for something other than a field");
    const path = pathOf(arg);
    if (path !== undefined && !locals.has(path[0] ?? "")) return this.#names.presence(path);
    return presence(this.rewrite(arg.operand, locals), arg.field);
  }

  /** The right side is not looked at where the left one decides, so that what cannot be said there is no gap. */
  #logic(name: string, args: readonly Expr[], locals: Locals): Expr {
    const [left = NULL, right = NULL] = args;
    const first = this.rewrite(left, locals);
    return truthOf(first) === (name === "_||_") ? first : applyFolded(name, [first, this.rewrite(right, locals)]);
  }

  #choice(args: readonly Expr[], locals: Locals): Expr {
    const [condition = NULL, yes = NULL, no = NULL] = args;
    const test = this.rewrite(condition, locals);
    const truth = truthOf(test);
    if (truth !== undefined) return this.rewrite(truth ? yes : no, locals);
    return call("_?_:_", test, this.rewrite(yes, locals), this.rewrite(no, locals));
  }

  #optionalField(args: readonly Expr[], locals: Locals): Expr {
    const [operand = NULL, field = NULL] = args;
    const path = pathOf(operand);
    if (
      path === undefined ||
      locals.has(path[0] ?? "") ||
      field.kind !== "constant" ||
      field.constant.type !== "string"
    ) {
      return call("_?._", this.rewrite(operand, locals), field);
    }
    return this.#names.optional([...path, field.constant.value]);
  }

  #method(expr: Call & { readonly target: Expr }, locals: Locals): Expr {
    const { function: name, target, args } = expr;
    if (target.kind === "ident" && FUNCTION_NAMESPACES.has(target.name) && !locals.has(target.name)) {
      return this.#namespaced(target.name, expr, locals);
    }
    if (macrosFor(name, args.length).length > 0) return this.#macro(expr, locals);
    const on = this.rewrite(target, locals);
    const rewritten = args.map((arg) => this.rewrite(arg, locals));
    const attributes = readAttributes(name, [on, ...rewritten], this.#names.mayBeNull);
    if (attributes !== undefined) return attributes;
    if (name === "size" && isEmptyList(on)) return literal(0);
    const flat = name === "flatten" && args.length === 0 ? flattened(on) : undefined;
    if (flat !== undefined) return flat;
    return method(on, this.#native({ name, args: args.length, member: true }), ...rewritten);
  }

  #namespaced(namespace: string, { function: name, args }: Call, locals: Locals): Expr {
    if (namespace === "cel" && name === "bind" && args.length === 3) return this.#bind(args, locals);
    const rewritten = args.map((arg) => this.rewrite(arg, locals));
    const full = `${namespace}.${name}`;
    const spelled = spellOut(full, rewritten);
    return spelled ?? call(this.#native({ name: full, args: args.length, member: false }), ...rewritten);
  }

  #bind(args: readonly Expr[], locals: Locals): Expr {
    const [variable = NULL, value = NULL, body = NULL] = args;
    const { name, inner } = introduce(variable, locals);
    return bind(name, this.rewrite(value, locals), this.rewrite(body, inner));
  }

  #macro({ function: name, target, args }: Call & { readonly target: Expr }, locals: Locals): Expr {
    const { language } = this.#names;
    const earlier = args.length === 2 ? (EARLIER_NAMES[name] ?? name) : name;
    const count = language.namesOf(earlier, args.length);
    if (count === undefined) throw language.lacking({ name, args: args.length, member: true });
    const range = this.rewrite(target, locals);
    const empty = isEmptyList(range) ? ofEmptyList(name) : undefined;
    if (empty !== undefined) return empty;
    const unrolled = this.#unrolled(earlier, range, args, locals);
    if (unrolled !== undefined) return unrolled;
    let inner = locals;
    const variables = args.slice(0, count).map((variable) => {
      const introduced = introduce(variable, inner);
      inner = introduced.inner;
      return ident(introduced.name);
    });
    const bodies = args.slice(count).map((body) => this.rewrite(body, inner));
    return method(range, earlier, ...variables, ...bodies);
  }

  /** A macro over a few constants that makes names of attributes of them; undefined for every other. */
  #unrolled(macro: string, range: Expr, args: readonly Expr[], locals: Locals): Expr | undefined {
    const [variable, body, ...more] = args;
    const elements = constantsOf(range);
    if (variable?.kind !== "ident" || body === undefined || more.length > 0 || elements === undefined) return undefined;
    const written = [...locals.values()].filter(({ kind }) => kind === "constant");
    if (written.length >= MOST_UNROLLED || !computesPath(body, variable.name)) return undefined;
    return unroll(macro, elements, (element) => this.rewrite(body, new Map([...locals, [variable.name, element]])));
  }

  #native(form: CallForm): string {
    if (this.#names.language.has(form.name)) return form.name;
    throw this.#names.language.lacking(form);
  }

  /** A record that a mapping makes; what is null in it is absent. */
  #struct(expr: Extract<Expr, { readonly kind: "struct" }>, locals: Locals): Expr {
    if (expr.messageName === "") {
      const entries = expr.entries.map((entry) => ({
        ...entry,
        key:
          entry.key.kind === "map"
            ? { kind: "map" as const, expr: dyn(this.rewrite(entry.key.expr, locals)) }
            : entry.key,
        value: dyn(this.rewrite(entry.value, locals)),
      }));
      return { ...expr, entries };
    }
    return map(
      expr.entries.map(({ key, value }) => {
        const rewritten = this.rewrite(value, locals);
        const optional = mayBeNull(rewritten, this.#names.mayBeNull);
        const name = key.kind === "field" ? key.name : "";
        return { key: name, value: optional ? unlessNull(rewritten) : dyn(rewritten), optional };
      }),
    );
  }
}

/** The names of a chain of selections from a name, with or without `dyn()` around it; undefined for every other expression. */
export function pathOf(expr: Expr): readonly string[] | undefined {
  const path: string[] = [];
  let at = expr;
  for (;;) {
    if (at.kind === "ident") return [at.name, ...path.toReversed()];
    if (at.kind === "call" && at.function === "dyn" && at.args[0] !== undefined) at = at.args[0];
    else if (at.kind !== "select" || at.testOnly) return undefined;
    else {
      path.push(at.field);
      at = at.operand;
    }
  }
}

/** Elements as Kubernetes takes them in one literal, where no two may be of different types: constants of one type, or else all without a type. */
function ofOneType(elements: readonly Expr[]): readonly Expr[] {
  const types = new Set(elements.map((element) => (element.kind === "constant" ? element.constant.type : element)));
  return types.size <= 1 ? elements : elements.map(dyn);
}

/** A name that an expression introduces. It is written with a sign behind it where Kubernetes or this rewriting uses the name itself. */
function introduce(variable: Expr, locals: Locals): { readonly name: string; readonly inner: Locals } {
  if (variable.kind !== "ident") throw new InexpressibleError("it names a variable by something other than a name");
  const name = TAKEN.has(variable.name) ? `${variable.name}_` : variable.name;
  return { name, inner: new Map([...locals, [variable.name, ident(name)]]) };
}
