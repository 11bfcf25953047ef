import {
  childrenOf,
  explainExpression,
  type CheckedExpression,
  type Explanation,
  type Expr,
  type Iteration,
  type Scope,
  type Value,
} from "#core/language";
import { splitPath } from "../native-path.ts";
import { indexExpression, type CallExpr, type ComprehensionExpr } from "./expression-tree.ts";
import { enter, type ReadTarget } from "./read-target.ts";

/** What the variables of an expression stand for. */
export type Bindings = ReadonlyMap<string, ReadTarget>;

/** Where an evaluation took its values from. */
export interface Reads {
  readonly targets: readonly ReadTarget[];
  /** What the expression as a whole stands for, when it computes nothing. */
  readonly whole: ReadTarget | undefined;
}

/** Resolves what a mapping calls by a name of its own. */
export interface Named {
  link(name: string): ReadTarget | undefined;
  variable(name: string): Reads;
}

/** So many places of one expression are enough: whoever asks shows the first that the source states. */
const MOST_READS = 256;

/** Evaluates an expression once more and collects the first places that it read, each as deep as it was followed. */
export function collectReads(checked: CheckedExpression, scope: Scope, bindings: Bindings, named: Named): Reads {
  const collector = new ReadCollector(indexExpression(checked.parsed.expr), named);
  const whole = collector.read(checked.parsed.expr, {
    bindings,
    seen: indexExplanation(explainExpression(checked, scope)),
  });
  return { targets: collector.targets, whole };
}

/** One stretch of evaluation in which every sub-expression was evaluated at most once: the expression, or one round of a loop. */
interface Frame {
  readonly bindings: Bindings;
  readonly seen: ReadonlyMap<number, Explanation>;
}

class ReadCollector {
  readonly targets: ReadTarget[] = [];
  readonly #expressions: ReadonlyMap<number, Expr>;
  readonly #named: Named;

  constructor(expressions: ReadonlyMap<number, Expr>, named: Named) {
    this.#expressions = expressions;
    this.#named = named;
  }

  /** Follows an expression to its end and notes the place where that is. */
  read(expr: Expr, frame: Frame): ReadTarget | undefined {
    const target = this.#follow(expr, frame);
    if (target !== undefined) this.#note(target);
    return target;
  }

  #note(target: ReadTarget): void {
    if (!this.#isFull) this.targets.push(target);
  }

  get #isFull(): boolean {
    return this.targets.length >= MOST_READS;
  }

  #follow(expr: Expr, frame: Frame): ReadTarget | undefined {
    if (wasSkipped(expr, frame)) return undefined;
    switch (expr.kind) {
      case "ident":
        return frame.bindings.get(expr.name);
      case "select":
        return this.#step(this.#follow(expr.operand, frame), expr.field);
      case "call":
        return this.#call(expr, frame);
      case "comprehension":
        return this.#comprehension(expr, frame);
      default:
        return this.#readAll(childrenOf(expr), frame);
    }
  }

  #call(expr: CallExpr, frame: Frame): ReadTarget | undefined {
    const [first, second] = expr.args;
    if (first !== undefined && second !== undefined && INDEXING.has(expr.function)) {
      return this.#step(this.#follow(first, frame), stepOf(valueOf(second, frame)));
    }
    if (WALKING.has(expr.function) && expr.target !== undefined && first !== undefined) {
      this.#readAll(expr.args.slice(1), frame);
      return this.#walk(this.#follow(expr.target, frame), valueOf(first, frame));
    }
    if (first !== undefined && TRANSPARENT.has(expr.function)) return this.#follow(first, frame);
    return this.#readAll(childrenOf(expr), frame);
  }

  #walk(start: ReadTarget | undefined, path: Value | undefined): ReadTarget | undefined {
    if (typeof path !== "string") return start;
    return splitPath(path).reduce<ReadTarget | undefined>((target, step) => this.#step(target, step), start);
  }

  #step(target: ReadTarget | undefined, step: string | number | undefined): ReadTarget | undefined {
    if (target === undefined || step === undefined) return target;
    if (target.kind === "links") return this.#named.link(String(step));
    return target.kind === "variables" ? this.#variable(String(step)) : enter(target, step);
  }

  /** What a variable was computed from, or the place that it stands for. */
  #variable(name: string): ReadTarget | undefined {
    const { targets, whole } = this.#named.variable(name);
    for (const target of targets) if (target !== whole) this.#note(target);
    return whole;
  }

  #comprehension(expr: ComprehensionExpr, frame: Frame): ReadTarget | undefined {
    const iterations = frame.seen.get(expr.id)?.iterations;
    if (iterations === undefined) return this.#binding(expr, frame);
    const range = this.read(expr.iterRange, frame);
    for (const [index, iteration] of iterations.entries()) {
      if (this.#isFull) break;
      const bindings = bindElement(frame.bindings, expr, range && elementAt(range, expr, { index, iteration }));
      for (const body of bodiesOf(expr, iteration)) {
        const bodyExpr = this.#expressions.get(body.exprId);
        if (bodyExpr !== undefined) this.read(bodyExpr, { bindings, seen: indexExplanation(body) });
      }
    }
    return undefined;
  }

  /** What `cel.bind` expands to: a name for a value, and an expression that uses it. */
  #binding({ accuVar, accuInit, result }: ComprehensionExpr, frame: Frame): ReadTarget | undefined {
    const target = this.read(accuInit, frame);
    const bindings = new Map(frame.bindings);
    if (target === undefined) bindings.delete(accuVar);
    else bindings.set(accuVar, target);
    return this.#follow(result, { ...frame, bindings });
  }

  #readAll(expressions: readonly Expr[], frame: Frame): undefined {
    for (const expr of expressions) this.read(expr, frame);
    return undefined;
  }
}

const INDEXING: ReadonlySet<string> = new Set(["_[_]", "_[?_]", "_?._"]);

/** Functions that follow a dotted path from what they are called on. */
const WALKING: ReadonlySet<string> = new Set(["at", "isSet"]);

/** Functions that answer a part of their argument unchanged. */
const TRANSPARENT: ReadonlySet<string> = new Set(["block", "blocks"]);

function wasSkipped(expr: Expr, { seen }: Frame): boolean {
  const explanation = seen.get(expr.id);
  return explanation !== undefined && explanation.value === undefined;
}

function valueOf(expr: Expr, { seen }: Frame): Value | undefined {
  if (expr.kind === "constant" && expr.constant.type === "string") return expr.constant.value;
  if (expr.kind === "constant" && expr.constant.type === "int") return Number(expr.constant.value);
  return seen.get(expr.id)?.value;
}

function stepOf(value: Value | undefined): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

interface Round {
  readonly index: number;
  readonly iteration: Iteration;
}

/** The place of the element that a round of a loop looks at: by its position in a list, by its key in a map. */
function elementAt(range: ReadTarget, expr: ComprehensionExpr, { index, iteration }: Round): ReadTarget | undefined {
  const key = expr.iterVar2 === "" ? undefined : stepOf(iteration.variables[expr.iterVar]);
  return enter(range, key ?? index);
}

function bindElement(bindings: Bindings, expr: ComprehensionExpr, element: ReadTarget | undefined): Bindings {
  const bound = new Map(bindings);
  bound.delete(expr.iterVar);
  bound.delete(expr.iterVar2);
  if (element !== undefined) bound.set(expr.iterVar2 === "" ? expr.iterVar : expr.iterVar2, element);
  return bound;
}

/** The parts of a loop that were evaluated in a round: one, or several below the explanation of the loop itself. */
function bodiesOf(expr: ComprehensionExpr, { body }: Iteration): readonly Explanation[] {
  return body.exprId === expr.id ? body.children : [body];
}

/** The explanations of one frame by expression; what loops went through stays inside them. */
function indexExplanation(root: Explanation): ReadonlyMap<number, Explanation> {
  const index = new Map<number, Explanation>();
  const pending = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    index.set(next.exprId, next);
    pending.push(...next.children);
  }
  return index;
}
