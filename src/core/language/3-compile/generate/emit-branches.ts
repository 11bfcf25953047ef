import { blockCost } from "../ir/block-cost.ts";
import type { ConditionNode, JunctionNode, Node } from "../ir/node.ts";
import type { Atom, Emitter } from "./emitter.ts";

/** `&&` and `||`: leaves as soon as a term decides, and collects what is neither true nor false. */
export function emitJunction(emitter: Emitter, node: JunctionNode): Atom {
  const deciding = node.op === "or";
  const result = emitter.name();
  const label = emitter.name();
  const [first, ...others] = node.terms;
  const start = first === undefined ? undefined : emitter.emit(first);
  emitter.line(`let ${result}=${!deciding};`);
  let isBool = start?.isBool ?? true;
  emitter.block(`${label}:`, () => {
    if (first !== undefined && start !== undefined) emitter.line(decide({ deciding, result, label }, first, start));
    for (const term of others) {
      emitCost(emitter, blockCost(term));
      const atom = emitter.emit(term);
      isBool &&= atom.isBool;
      emitter.line(decide({ deciding, result, label }, term, atom));
    }
  });
  return { code: result, isBool };
}

interface Junction {
  readonly deciding: boolean;
  readonly result: string;
  readonly label: string;
}

function decide({ deciding, result, label }: Junction, term: Node, { code, isBool }: Atom): string {
  const leave = `${result}=${deciding};break ${label};`;
  if (isBool) return `if(${deciding ? code : `!${code}`}){${leave}}`;
  return `if(${code}!==${!deciding}){if(${code}===${deciding}){${leave}}${result}=absorb(${result},${code},${term.id});}`;
}

/** Charges the cost of a block where it begins. */
export function emitCost(emitter: Emitter, cost: number): void {
  if (cost !== 0) emitter.line(`c+=${cost};`);
}

/** `test ? whenTrue : whenFalse`. */
export function emitCondition(emitter: Emitter, node: ConditionNode): Atom {
  const test = emitter.emit(node.test);
  const result = emitter.name();
  emitter.line(`let ${result};`);
  const isTrueBool = emitBranch(emitter, `if(${test.code}===true)`, result, node.whenTrue);
  const isFalseBool = emitBranch(
    emitter,
    test.isBool ? "else" : `else if(${test.code}===false)`,
    result,
    node.whenFalse,
  );
  if (!test.isBool) emitter.line(`else ${result}=notBool(${test.code},${node.test.id});`);
  return { code: result, isBool: test.isBool && isTrueBool && isFalseBool };
}

function emitBranch(emitter: Emitter, opening: string, result: string, node: Node): boolean {
  let isBool = false;
  emitter.block(opening, () => {
    emitCost(emitter, blockCost(node));
    const atom = emitter.emit(node);
    isBool = atom.isBool;
    emitter.line(`${result}=${atom.code};`);
  });
  return isBool;
}
