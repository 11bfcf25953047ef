import { blockCost } from "../ir/block-cost.ts";
import type { FoldNode, LoopNode } from "../ir/node.ts";
import type { Atom, Emitter } from "./emitter.ts";
import { emitCost } from "./emit-branches.ts";

/** A recognised macro. */
export function emitLoop(emitter: Emitter, node: LoopNode): Atom {
  if (node.kind === "all" || node.kind === "exists") return emitQuantifier(emitter, node);
  return node.kind === "existsOne" ? emitCounter(emitter, node) : emitBuilder(emitter, node);
}

function emitQuantifier(emitter: Emitter, node: LoopNode): Atom {
  const deciding = node.kind === "exists";
  const range = emitter.emit(node.range);
  const result = emitter.name();
  emitter.line(`let ${result}=${!deciding};`);
  emitVisits(emitter, { node, range, result }, (isLast) => {
    emitVisitCost(emitter, node.iterationCost + blockCost(node.body));
    const { code, isBool } = emitter.emit(node.body);
    const leave = `${result}=${deciding};if(!(${isLast}))c+=${node.leaveCost};break;`;
    if (isBool) emitter.line(`if(${code}===${deciding}){${leave}}`);
    else {
      const collect = `${result}=absorb(${result},${code},${node.body.id});`;
      emitter.line(`if(${code}!==${!deciding}){if(${code}===${deciding}){${leave}}${collect}}`);
    }
  });
  return { code: result, isBool: false };
}

function emitCounter(emitter: Emitter, node: LoopNode): Atom {
  const range = emitter.emit(node.range);
  const count = emitter.name();
  const result = emitter.name();
  emitter.line(`let ${count}=0,${result}=null;`);
  emitVisits(emitter, { node, range, result }, () => {
    emitVisitCost(emitter, node.iterationCost + blockCost(node.body));
    const { code } = emitter.emit(node.body);
    const collect = `${result}=absorb(${result},${code},${node.body.id});`;
    emitter.line(`if(${code}===true){${count}++;c+=${node.hitCost};}else if(${code}!==false)${collect}`);
  });
  return emitter.define(`${result}===null?${count}===1:${result}`);
}

function emitBuilder(emitter: Emitter, node: LoopNode): Atom {
  const range = emitter.emit(node.range);
  const collector = emitter.name();
  const result = emitter.name();
  emitter.line(`const ${collector}=new Collector();let ${result}=null;`);
  emitVisits(emitter, { node, range, result }, () => emitBuilderVisit(emitter, node, collector));
  const finish = node.kind === "list" ? `${collector}.list()` : `${collector}.map(${node.id})`;
  return emitter.define(`${result}===null?${finish}:${result}`);
}

function emitBuilderVisit(emitter: Emitter, node: LoopNode, collector: string): void {
  const { filter } = node;
  emitVisitCost(emitter, node.iterationCost + (filter === undefined ? 0 : blockCost(filter)));
  if (filter === undefined) {
    emitGathering(emitter, node, collector);
    return;
  }
  const { code } = emitter.emit(filter);
  emitter.block(`if(${code}===true)`, () => emitGathering(emitter, node, collector));
  emitter.line(`else if(${code}!==false)${collector}.passes(${code},${filter.id});`);
}

function emitGathering(emitter: Emitter, node: LoopNode, collector: string): void {
  emitCost(emitter, node.hitCost + blockCost(node.body));
  const { code } = emitter.emit(node.body);
  const key = emitter.slots.get(node.key)?.code ?? "null";
  if (node.kind === "list") emitter.line(`${collector}.element(${code});`);
  else if (node.kind === "map") emitter.line(`${collector}.entry(${key},${code});`);
  else emitter.line(`${collector}.entries(${code},${node.body.id});`);
}

/** A loop over a range, and the variable that takes what is wrong with the range. */
interface Visits {
  readonly node: LoopNode | FoldNode;
  readonly range: Atom;
  readonly result: string;
}

/** What is wrong with a range has no length, so that the loop does not run. */
function emitVisits(emitter: Emitter, { node, range, result }: Visits, body: (isLast: string) => void): void {
  const isList = emitter.define(`Array.isArray(${range.code})`).code;
  const reader = node.element === undefined ? "visitedOf" : "pairsOf";
  const items = emitter.define(`${isList}?${range.code}:${reader}(${range.code},${node.id})`).code;
  const length = emitter.define(`${items}.length`).code;
  const at = emitter.name();
  emitter.block(`for(let ${at}=0;${at}<${length};${at}++)`, () => {
    if (node.element === undefined) emitter.slots.set(node.key, emitter.define(`${items}[${at}]`));
    else {
      emitter.slots.set(node.key, emitter.define(`${isList}?${at}:${items}[${at}][0]`));
      emitter.slots.set(node.element, emitter.define(`${isList}?${items}[${at}]:${items}[${at}][1]`));
    }
    body(`${at}+1===${length}`);
  });
  emitter.line(`if(${length}===undefined)${result}=${items};`);
}

/** How much a loop may spend before it looks at the budget. */
const CHARGE_EVERY = 1000;

function emitVisitCost(emitter: Emitter, cost: number): void {
  emitter.line(`c+=${cost};if(c>${CHARGE_EVERY}){charge(m,c);c=0;}`);
}

/** A comprehension to the letter. */
export function emitFold(emitter: Emitter, node: FoldNode): Atom {
  const range = emitter.emit(node.range);
  const init = emitter.emit(node.init);
  const accumulator = emitter.name();
  const wrong = emitter.name();
  emitter.line(`let ${accumulator}=${init.code},${wrong}=null;`);
  emitter.slots.set(node.accumulator, { code: accumulator, isBool: false });
  emitVisits(emitter, { node, range, result: wrong }, () => {
    emitVisitCost(emitter, blockCost(node.condition));
    emitter.line(`if(${emitter.emit(node.condition).code}===false)break;`);
    emitCost(emitter, blockCost(node.step));
    emitter.line(`${accumulator}=${emitter.emit(node.step).code};`);
  });
  return emitFoldResult(emitter, node, wrong);
}

function emitFoldResult(emitter: Emitter, node: FoldNode, wrong: string): Atom {
  const result = emitter.name();
  emitter.line(`let ${result}=${wrong};`);
  emitter.block(`if(${wrong}===null)`, () => {
    emitCost(emitter, blockCost(node.result));
    emitter.line(`${result}=${emitter.emit(node.result).code};`);
  });
  return { code: result, isBool: false };
}
