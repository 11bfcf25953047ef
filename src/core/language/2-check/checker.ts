import type { Constant, Expr } from "../ast/expr.ts";
import type { ParsedExpression } from "../ast/parsed.ts";
import { BOOL, BYTES, DOUBLE, DYN, INT, NULL, STRING, type Type, UINT } from "../types/type.ts";
import { checkCall } from "./check-call.ts";
import { checkComprehension } from "./check-comprehension.ts";
import { checkIdent, checkSelect } from "./check-name.ts";
import { checkList, checkStruct } from "./check-aggregate.ts";
import type { Reference } from "./checked.ts";
import { isDynamic, mostGeneral } from "./generality.ts";
import type { Names } from "./names.ts";
import { CheckProblems } from "./problems.ts";
import { TypeBindings } from "./type-bindings.ts";

interface Local {
  readonly name: string;
  readonly type: Type;
}

/**
 * The state of checking one expression. Each kind of node has a function of its own that takes the checker; `check` dispatches to them and
 * keeps what they answer. A problem makes a node dynamic, so that it is reported once and not for everything around it.
 */
export class Checker {
  readonly parsed: ParsedExpression;
  readonly names: Names;
  readonly problems: CheckProblems;
  readonly bindings: TypeBindings = new TypeBindings();
  readonly types: Map<number, Type> = new Map();
  readonly references: Map<number, Reference> = new Map();
  readonly #locals: Local[] = [];

  constructor(parsed: ParsedExpression, names: Names) {
    this.parsed = parsed;
    this.names = names;
    this.problems = new CheckProblems(parsed);
  }

  /** The type of a node; its names and those of everything within are resolved. */
  check(expr: Expr): Type {
    const type = this.#dispatch(expr);
    this.types.set(expr.id, type);
    return type;
  }

  #dispatch(expr: Expr): Type {
    switch (expr.kind) {
      case "constant":
        return CONSTANT_TYPES[expr.constant.type];
      case "ident":
        return checkIdent(this, expr);
      case "select":
        return checkSelect(this, expr);
      case "call":
        return checkCall(this, expr);
      case "list":
        return checkList(this, expr);
      case "struct":
        return checkStruct(this, expr);
      default:
        return checkComprehension(this, expr);
    }
  }

  /** The variable of the innermost comprehension that has one of this name. */
  local(name: string): Type | undefined {
    return this.#locals.findLast((local) => local.name === name)?.type;
  }

  /** The names of all comprehension variables in reach. */
  localNames(): readonly string[] {
    return this.#locals.map((local) => local.name);
  }

  /** Runs `body` with more variables in reach. */
  within<Answer>(locals: readonly Local[], body: () => Answer): Answer {
    this.#locals.push(...locals);
    const answer = body();
    this.#locals.length -= locals.length;
    return answer;
  }

  /** The common type of the elements of a literal; `dyn` when they have none. */
  join(previous: Type | undefined, next: Type): Type {
    if (previous === undefined) return next;
    return this.bindings.assignable(previous, next) ? mostGeneral(previous, next) : DYN;
  }

  /** A type as far as it is known, for a message. */
  shown(type: Type): Type {
    return this.bindings.resolveFully(type);
  }

  /** What an optional of a type holds; `undefined` for a type that is no optional. */
  unwrapOptional(type: Type): Type | undefined {
    const known = this.bindings.resolve(type);
    return known.kind === "opaque" && known.name === "optional_type" ? (known.params[0] ?? DYN) : undefined;
  }

  /** The type within the value of a `?` entry, which must be an optional. */
  optionalEntry(value: Expr, type: Type): Type {
    const inner = this.unwrapOptional(type);
    if (inner !== undefined) return inner;
    if (!isDynamic(type)) {
      const message = `${this.problems.quote(value)} follows \`?\` and must be an optional`;
      this.problems.report(value.id, { code: "expression-not-optional", message, hint: OPTIONAL_HINT });
    }
    return DYN;
  }
}

const OPTIONAL_HINT = "Leave the `?` out, or select with `.?` or `[?]`";

const CONSTANT_TYPES: Readonly<Record<Constant["type"], Type>> = {
  null: NULL,
  bool: BOOL,
  int: INT,
  uint: UINT,
  double: DOUBLE,
  string: STRING,
  bytes: BYTES,
};
