import { childrenOf, type Expr } from "#core/language";
import { InexpressibleError } from "../../expressions/inexpressible.ts";

/** More than any policy of a person needs, and little enough for the parser of the API server. */
const MOST_NODES = 10_000;
const MOST_LEVELS = 200;

/**
 * Throws `InexpressibleError` for a tree that is too large or too deep to be written out.
 *
 * What hangs on the element of a list is written wherever it is read, so that few variables that read each other could else become a text of any
 * length. INVARIANT (bounded-trees): whatever is put into another tree was measured before.
 */
export function assertWritable(expr: Expr): void {
  let nodes = 0;
  const open: { readonly expr: Expr; readonly level: number }[] = [{ expr, level: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { level } = next;
    nodes++;
    if (nodes > MOST_NODES || level > MOST_LEVELS)
      throw new InexpressibleError("it becomes too large when it is written out");
    for (const child of childrenOf(next.expr)) open.push({ expr: child, level: level + 1 });
  }
}
