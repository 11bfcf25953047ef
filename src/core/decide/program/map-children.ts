import type { Expr } from "#core/language";

type Comprehension = Extract<Expr, { kind: "comprehension" }>;
type StructLiteral = Extract<Expr, { kind: "struct" }>;

/** What becomes of a child, given the names that its parent binds for it. */
export type MapChild = (child: Expr, binds: readonly string[]) => Expr;

/** The same node with its children mapped; the same object when no child changes. */
export function mapChildren(expr: Expr, map: MapChild): Expr {
  switch (expr.kind) {
    case "constant":
    case "ident":
      return expr;
    case "select":
      return update(expr, { operand: map(expr.operand, []) });
    case "call": {
      const args = mapAll(expr.args, map);
      return update(expr, expr.target === undefined ? { args } : { args, target: map(expr.target, []) });
    }
    case "list":
      return update(expr, { elements: mapAll(expr.elements, map) });
    case "struct":
      return update(expr, { entries: mapEntries(expr.entries, map) });
    default:
      return update(expr, mapComprehension(expr, map));
  }
}

function mapComprehension(expr: Comprehension, map: MapChild): Partial<Comprehension> {
  const accumulator = [expr.accuVar];
  const all = [expr.iterVar, expr.iterVar2, expr.accuVar];
  return {
    iterRange: map(expr.iterRange, []),
    accuInit: map(expr.accuInit, []),
    loopCondition: map(expr.loopCondition, all),
    loopStep: map(expr.loopStep, all),
    result: map(expr.result, accumulator),
  };
}

function mapEntries(entries: StructLiteral["entries"], map: MapChild): StructLiteral["entries"] {
  return same(
    entries,
    entries.map((entry) => {
      const key = entry.key.kind === "map" ? update(entry.key, { expr: map(entry.key.expr, []) }) : entry.key;
      return update(entry, { key, value: map(entry.value, []) });
    }),
  );
}

function mapAll(children: readonly Expr[], map: MapChild): readonly Expr[] {
  return same(
    children,
    children.map((child) => map(child, [])),
  );
}

function same<Item>(before: readonly Item[], after: readonly Item[]): readonly Item[] {
  return after.every((item, position) => item === before[position]) ? before : after;
}

function update<Node extends object>(node: Node, changes: Partial<Node>): Node {
  for (const name in changes) if (changes[name] !== node[name]) return { ...node, ...changes };
  return node;
}
