import type { Meter, Scope } from "../compiled.ts";
import { blockCost } from "../ir/block-cost.ts";
import type { Node } from "../ir/node.ts";
import { absorb, notBool } from "../runtime/bad.ts";
import { buildList, buildMap, buildStruct } from "../runtime/build.ts";
import { Collector } from "../runtime/collector.ts";
import { callAny, callOne, callTwo } from "../runtime/dispatch.ts";
import { charge, failureOf, settle } from "../runtime/meter.ts";
import {
  differentValues,
  equalValues,
  extraTraversal,
  isIn,
  isNotNull,
  isNull,
  isTextInList,
  negate,
  relateValues,
} from "../runtime/operators.ts";
import { pairsOf, visitedOf } from "../runtime/range.ts";
import { readVariable } from "../runtime/scope.ts";
import { hasField, indexOptional, indexValue, selectField, selectOptional } from "../runtime/select.ts";
import type { Value } from "../../values/index.ts";
import { emitCost } from "./emit-branches.ts";
import { emit } from "./emit.ts";
import { Emitter } from "./emitter.ts";

/** What generated code may call, by the name that it uses. */
const RUNTIME = {
  absorb,
  buildList,
  buildMap,
  buildStruct,
  callAny,
  callOne,
  callTwo,
  charge,
  Collector,
  differentValues,
  equalValues,
  extraTraversal,
  failureOf,
  hasField,
  indexOptional,
  indexValue,
  isIn,
  isNotNull,
  isNull,
  isTextInList,
  negate,
  notBool,
  pairsOf,
  readVariable,
  relateValues,
  selectField,
  selectOptional,
  settle,
  visitedOf,
} as const;

/** One generated function for several expressions; it writes the answers to `out`, and never throws. */
export type GeneratedGroup = (scope: Scope, meter: Meter, out: Value[]) => void;

/** Generates one function that answers these expressions one after the other, from position `from` on, and shares what they have in common. */
export function generateGroup(roots: readonly Node[], from: number): GeneratedGroup {
  const emitter = new Emitter(emit);
  emitter.line(`let n=${from};try{let c=0;`);
  for (const root of roots) {
    emitCost(emitter, blockCost(root));
    const { code } = emitter.emit(root);
    emitter.line(`m.spent+=c;c=0;out[n]=settle(m,${code});n++;`);
  }
  emitter.line(`}catch(e){for(;n<${from + roots.length};n++)out[n]=failureOf(e);}`);
  return instantiate<GeneratedGroup>(emitter, "s,m,out");
}

/** One generated function for one expression; it never throws. */
export type GeneratedExpression = (scope: Scope, meter: Meter) => Value;

/** Generates the function of one expression. */
export function generateExpression(root: Node): GeneratedExpression {
  const emitter = new Emitter(emit);
  emitter.line(`try{let c=${blockCost(root)};`);
  const { code } = emitter.emit(root);
  emitter.line(`m.spent+=c;return settle(m,${code});}catch(e){return failureOf(e);}`);
  return instantiate<GeneratedExpression>(emitter, "s,m");
}

/** Evaluates what was written, as a function with these parameters. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows the function that its parameters make
function instantiate<Generated>(emitter: Emitter, parameters: string): Generated {
  const names = emitter.constants.map((_, at) => `k${at}`);
  const body = emitter.lines.join("\n");
  const used = Object.keys(RUNTIME).filter((name) => body.includes(name));
  const prelude = `"use strict";const {${used.join(",")}}=R;const [${names.join(",")}]=K;`;
  const source = `${prelude}return function(${parameters}){${body}}`;
  // oxlint-disable-next-line no-implied-eval, no-new-func, typescript/no-implied-eval, no-unsafe-type-assertion -- INVARIANT (no-injection), see quote.ts
  return new Function("R", "K", source)(RUNTIME, emitter.constants) as Generated;
}
