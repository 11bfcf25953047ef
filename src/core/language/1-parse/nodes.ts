import type { ComprehensionExpr, Constant, Expr, StructEntry } from "../ast/expr.ts";
import type { SourceRange } from "../ast/parsed.ts";
import type { ParseLimits } from "./limits.ts";
import { ParseAbort, type ProblemList } from "./problems.ts";

/** A comprehension without what every node has. */
export type ComprehensionParts = Omit<ComprehensionExpr, "kind" | "id">;

/** The parts of a list or map entry before it has an id. */
export type EntryParts = Omit<StructEntry, "id">;

/**
 * Makes nodes: gives each an id, remembers its range, and holds the limits on the number of nodes and on the height of the tree, which bounds
 * the recursion of everything that walks it.
 */
export class Nodes {
  readonly ranges: Map<number, SourceRange> = new Map();
  readonly #heights: number[] = [0];
  readonly #limits: ParseLimits;
  readonly #problems: ProblemList;

  constructor(limits: ParseLimits, problems: ProblemList) {
    this.#limits = limits;
    this.#problems = problems;
  }

  constant(range: SourceRange, constant: Constant): Expr {
    return { kind: "constant", id: this.#next(range, 0), constant };
  }

  ident(range: SourceRange, name: string): Expr {
    return { kind: "ident", id: this.#next(range, 0), name };
  }

  select(range: SourceRange, operand: Expr, field: string): Expr {
    return { kind: "select", id: this.#next(range, this.#height(operand)), operand, field, testOnly: false };
  }

  /** `has(operand.field)`. */
  presence(range: SourceRange, operand: Expr, field: string): Expr {
    return { kind: "select", id: this.#next(range, this.#height(operand)), operand, field, testOnly: true };
  }

  call(range: SourceRange, name: string, args: readonly Expr[]): Expr {
    return { kind: "call", id: this.#next(range, this.#highest(args)), function: name, args };
  }

  method(range: SourceRange, target: Expr, name: string, args: readonly Expr[]): Expr {
    const height = Math.max(this.#height(target), this.#highest(args));
    return { kind: "call", id: this.#next(range, height), function: name, target, args };
  }

  list(range: SourceRange, elements: readonly Expr[], optionalIndices: readonly number[] = []): Expr {
    return { kind: "list", id: this.#next(range, this.#highest(elements)), elements, optionalIndices };
  }

  struct(range: SourceRange, messageName: string, entries: readonly StructEntry[]): Expr {
    let height = 0;
    for (const entry of entries) height = Math.max(height, this.#heights[entry.id] ?? 0);
    return { kind: "struct", id: this.#next(range, height), messageName, entries };
  }

  entry(range: SourceRange, parts: EntryParts): StructEntry {
    const key = parts.key.kind === "map" ? this.#height(parts.key.expr) : 0;
    return { id: this.#next(range, Math.max(key, this.#height(parts.value))), ...parts };
  }

  comprehension(range: SourceRange, parts: ComprehensionParts): Expr {
    const outer = Math.max(this.#height(parts.iterRange), this.#height(parts.accuInit));
    const loop = Math.max(this.#height(parts.loopCondition), this.#height(parts.loopStep));
    const height = Math.max(outer, loop, this.#height(parts.result));
    return { kind: "comprehension", id: this.#next(range, height), ...parts };
  }

  /** Reports that the expression nests too deep at `range`, and ends the parse. */
  tooDeep(range: SourceRange): never {
    const message = `This expression nests deeper than ${this.#limits.maxDepth} levels`;
    const hint = "Split it: name its parts as variables";
    this.#problems.report("expression-too-deep", { start: range.start, end: range.end }, message, hint);
    throw new ParseAbort(true);
  }

  #highest(children: readonly Expr[]): number {
    let height = 0;
    for (const child of children) height = Math.max(height, this.#height(child));
    return height;
  }

  #height(child: Expr): number {
    return this.#heights[child.id] ?? 0;
  }

  // INVARIANT (bounded-height): no node is higher than `maxDepth`, so recursion over a parsed tree is bounded.
  #next(range: SourceRange, childHeight: number): number {
    const id = this.#heights.length;
    if (childHeight >= this.#limits.maxDepth) this.tooDeep(range);
    if (id > this.#limits.maxNodes) this.#tooLarge(range);
    this.#heights.push(childHeight + 1);
    this.ranges.set(id, range);
    return id;
  }

  #tooLarge(range: SourceRange): never {
    const message = `This expression has more than ${this.#limits.maxNodes} parts`;
    this.#problems.report("expression-too-large", range, message, "Split it into several validations or variables");
    throw new ParseAbort(true);
  }
}
