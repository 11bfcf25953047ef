import type { Expr } from "#core/language";
import { InexpressibleError } from "../../expressions/inexpressible.ts";
import { FUNCTION_NAMESPACES } from "../../expressions/namespaces.ts";
import { applyCall, CALLS_WITHOUT_VALUES } from "./calls.ts";
import { ALWAYS, all, any } from "../condition.ts";
import { ABSENT, choice, each, ERROR, fromTruth, known, NONE, one, truthOf, untold } from "./cases.ts";
import { isPresent } from "./compare.ts";
import { fieldOf, optionalField, strictField } from "./fields.ts";
import type { Symbolic } from "./leaf.ts";
import { listOf, overElements } from "./lists.ts";

/** What a name outside of an expression stands for; undefined for one that nothing stands for. */
export type Scope = (name: string) => Symbolic | undefined;

type Call = Extract<Expr, { readonly kind: "call" }>;

const MACROS: ReadonlySet<string> = new Set(["all", "exists", "filter", "map"]);

/** More steps than any policy of a person takes. */
const MOST_STEPS = 20_000;

/** Answers expressions by cases, without a resource. One evaluator serves one policy, whose steps it counts. */
export class SymbolicEvaluator {
  #steps = 0;

  /** The cases of an expression as it was written, its macros unexpanded. Throws `InexpressibleError` for one that has too many. */
  evaluate(expr: Expr, scope: Scope): Symbolic {
    this.#steps++;
    if (this.#steps > MOST_STEPS) throw new InexpressibleError("it takes too many steps to tell its cases apart");
    switch (expr.kind) {
      case "constant":
        return known(expr.constant.type === "null" ? null : expr.constant.value);
      case "ident":
        return scope(expr.name) ?? untold(`it asks for \`${expr.name}\``);
      case "select":
        return strictField(this.evaluate(expr.operand, scope), expr.field);
      case "call":
        return this.#call(expr, scope);
      case "list":
        return this.#list(expr, scope);
      case "struct":
        return this.#struct(expr, scope);
      default:
        throw new InexpressibleError("it was expanded before it was read");
    }
  }

  #list({ elements, optionalIndices }: Extract<Expr, { readonly kind: "list" }>, scope: Scope): Symbolic {
    if (optionalIndices.length > 0) return untold("it makes a list of what may be there");
    return listOf(elements.map((element) => ({ when: ALWAYS, what: this.evaluate(element, scope) })));
  }

  /** A record of which each field is told by itself. */
  #struct({ entries }: Extract<Expr, { readonly kind: "struct" }>, scope: Scope): Symbolic {
    const fields = new Map<string, Expr>();
    for (const { key, value, optional } of entries) {
      const name = key.kind === "field" ? key.name : constantText(key.expr);
      if (name === undefined || optional) return untold("it makes a map of what may be there");
      fields.set(name, value);
    }
    const field = (name: string): Symbolic => {
      const value = fields.get(name);
      return value === undefined ? ABSENT : this.evaluate(value, scope);
    };
    return one({ kind: "object", name: "a map that it makes", field });
  }

  #call(expr: Call, scope: Scope): Symbolic {
    const { function: name, target, args } = expr;
    if (target !== undefined) return this.#method({ ...expr, target }, scope);
    if (CALLS_WITHOUT_VALUES.has(name)) return this.#lazy(name, args, scope);
    return applyCall(
      name,
      args.map((arg) => this.evaluate(arg, scope)),
      false,
    );
  }

  /** Calls that look at some arguments only where others leave it open. */
  #lazy(name: string, args: readonly Expr[], scope: Scope): Symbolic {
    const [first, second, third] = args;
    if (first === undefined) return ERROR;
    if (name === "has") return this.#has(first, scope);
    if (name === "_?._") return optionalField(this.evaluate(first, scope), constantText(second) ?? "");
    const left = truthOf(this.evaluate(first, scope));
    if (second === undefined) return fromTruth({ yes: left.no, no: left.yes });
    if (name === "_?_:_")
      return choice(
        left,
        () => this.evaluate(second, scope),
        () => (third === undefined ? ERROR : this.evaluate(third, scope)),
      );
    const isDecided = (name === "_||_" ? left.yes : left.no).kind === "always";
    const right = isDecided ? left : truthOf(this.evaluate(second, scope));
    return name === "_||_"
      ? fromTruth({ yes: any(left.yes, right.yes), no: all(left.no, right.no) })
      : fromTruth({ yes: all(left.yes, right.yes), no: any(left.no, right.no) });
  }

  #has(arg: Expr, scope: Scope): Symbolic {
    if (arg.kind !== "select") return ERROR;
    return isPresent(fieldOf(this.evaluate(arg.operand, scope), arg.field));
  }

  #method(expr: Call & { readonly target: Expr }, scope: Scope): Symbolic {
    const { function: name, target, args } = expr;
    if (target.kind === "ident" && FUNCTION_NAMESPACES.has(target.name) && scope(target.name) === undefined) {
      return this.#namespaced(`${target.name}.${name}`, args, scope);
    }
    const on = this.evaluate(target, scope);
    if (MACROS.has(name)) return this.#macro(name, on, args, scope);
    if (name === "optMap" || name === "optFlatMap") return this.#optional(on, args, scope);
    return applyCall(name, [on, ...args.map((arg) => this.evaluate(arg, scope))], true);
  }

  #namespaced(name: string, args: readonly Expr[], scope: Scope): Symbolic {
    const [variable, value, body] = args;
    if (name !== "cel.bind")
      return applyCall(
        name,
        args.map((arg) => this.evaluate(arg, scope)),
        false,
      );
    if (variable?.kind !== "ident" || value === undefined || body === undefined) return ERROR;
    const bound = this.evaluate(value, scope);
    return this.evaluate(body, extended(scope, variable.name, bound));
  }

  #macro(name: string, range: Symbolic, args: readonly Expr[], scope: Scope): Symbolic {
    const [variable, first, second] = args;
    if (variable?.kind !== "ident" || first === undefined || (second !== undefined && name !== "map"))
      return untold(`it calls \`${name}()\` with two variables`);
    const bodyOf = (body: Expr) => (element: Symbolic) => this.evaluate(body, extended(scope, variable.name, element));
    return second === undefined
      ? overElements(name, range, bodyOf(first), (element) => element)
      : overElements("filter", range, bodyOf(first), bodyOf(second));
  }

  #optional(optional: Symbolic, [variable, body]: readonly Expr[], scope: Scope): Symbolic {
    if (variable?.kind !== "ident" || body === undefined) return ERROR;
    return each(optional, (leaf) =>
      leaf.kind === "none" ? NONE : this.evaluate(body, extended(scope, variable.name, one(leaf))),
    );
  }
}

function extended(scope: Scope, name: string, value: Symbolic): Scope {
  return (asked) => (asked === name ? value : scope(asked));
}

function constantText(expr: Expr | undefined): string | undefined {
  return expr?.kind === "constant" && expr.constant.type === "string" ? expr.constant.value : undefined;
}
