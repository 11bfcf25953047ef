import { blockCost } from "../ir/block-cost.ts";
import type { FoldNode, LoopNode, Node } from "../ir/node.ts";
import { absorb, isBad, type Bad } from "../runtime/bad.ts";
import { Collector } from "../runtime/collector.ts";
import { charge } from "../runtime/meter.ts";
import { pairsOf, visitedOf } from "../runtime/range.ts";
import type { Value } from "../../values/index.ts";
import type { Closure, Frame, Trace } from "./frame.ts";

type MakeClosure = (part: Node) => Closure;

/** A recognised macro. */
export function loopClosure(node: LoopNode, make: MakeClosure): Closure {
  const range = make(node.range);
  const sweep = sweepOf(node, make);
  return (frame) => {
    const visits = visitsOf(node, range(frame));
    return isBad(visits) ? visits : sweep(frame, visits);
  };
}

/** What the variables of a loop are set to in each visit. */
type Visits = readonly (readonly Value[])[];
type Sweep = (frame: Frame, visits: Visits) => Value;

function visitsOf(node: LoopNode | FoldNode, range: Value): Visits | Bad {
  if (node.element !== undefined) return pairsOf(range, node.id);
  const visited = visitedOf(range, node.id);
  return isBad(visited) ? visited : visited.map((value) => [value]);
}

function sweepOf(node: LoopNode, make: MakeClosure): Sweep {
  switch (node.kind) {
    case "all":
    case "exists":
      return quantifierSweep(node, make);
    case "existsOne":
      return counterSweep(node, make);
    default:
      return builderSweep(node, make);
  }
}

function quantifierSweep(node: LoopNode, make: MakeClosure): Sweep {
  const deciding = node.kind === "exists";
  const predicate = make(node.body);
  const cost = node.iterationCost + blockCost(node.body);
  return (frame, visits) => {
    let collected: Value = !deciding;
    for (const [at, visit] of visits.entries()) {
      charge(frame.meter, cost);
      const value = inVisit(node, frame, visit, predicate);
      if (value === deciding) {
        if (at + 1 < visits.length) charge(frame.meter, node.leaveCost);
        return deciding;
      }
      if (value !== !deciding) collected = absorb(collected, value, node.body.id);
    }
    return collected;
  };
}

function counterSweep(node: LoopNode, make: MakeClosure): Sweep {
  const predicate = make(node.body);
  const cost = node.iterationCost + blockCost(node.body);
  return (frame, visits) => {
    let count = 0;
    let bad: Value = null;
    for (const visit of visits) {
      charge(frame.meter, cost);
      const value = inVisit(node, frame, visit, predicate);
      if (value === true) {
        count++;
        charge(frame.meter, node.hitCost);
      } else if (value !== false) bad = absorb(bad, value, node.body.id);
    }
    return bad ?? count === 1;
  };
}

function builderSweep(node: LoopNode, make: MakeClosure): Sweep {
  const { filter, kind, id } = node;
  const visitBody = builderStep(node, make);
  const cost = node.iterationCost + (filter === undefined ? 0 : blockCost(filter));
  return (frame, visits) => {
    const collector = new Collector();
    for (const visit of visits) {
      charge(frame.meter, cost);
      inVisit(node, frame, visit, (inner) => visitBody(inner, collector));
    }
    return kind === "list" ? collector.list() : collector.map(id);
  };
}

function builderStep(node: LoopNode, make: MakeClosure): (frame: Frame, collector: Collector) => null {
  const filter = node.filter === undefined ? undefined : make(node.filter);
  const body = make(node.body);
  const cost = node.hitCost + blockCost(node.body);
  const filterId = node.filter?.id ?? 0;
  return (frame, collector) => {
    if (filter !== undefined && !collector.passes(filter(frame), filterId)) return null;
    charge(frame.meter, cost);
    gather(node, frame, collector, body(frame));
    return null;
  };
}

function gather(node: LoopNode, frame: Frame, collector: Collector, value: Value): void {
  if (node.kind === "list") collector.element(value);
  else if (node.kind === "map") collector.entry(frame.locals[node.key] ?? null, value);
  else collector.entries(value, node.body.id);
}

/** Runs a part with the variables of one visit, which a trace records. */
function inVisit(node: LoopNode | FoldNode, frame: Frame, visit: readonly Value[], part: Closure): Value {
  frame.locals[node.key] = visit[0] ?? null;
  if (node.element !== undefined) frame.locals[node.element] = visit[1] ?? null;
  const outer = frame.trace;
  if (outer === undefined) return part(frame);
  frame.trace = newVisit(outer, node.id, visit);
  const value = part(frame);
  frame.trace = outer;
  return value;
}

/** How many visits of one loop are recorded; the rest are evaluated all the same. */
const RECORDED_VISITS = 1000;

function newVisit(outer: Trace, loopId: number, variables: readonly Value[]): Trace {
  const trace: Trace = { values: new Map(), visits: new Map() };
  const visits = outer.visits.get(loopId);
  if (visits === undefined) outer.visits.set(loopId, [{ variables, trace }]);
  else if (visits.length < RECORDED_VISITS) visits.push({ variables, trace });
  return trace;
}

/** A comprehension to the letter. */
export function foldClosure(node: FoldNode, make: MakeClosure): Closure {
  const [range, init, condition, step, result] = [node.range, node.init, node.condition, node.step, node.result].map(
    make,
  );
  const conditionCost = blockCost(node.condition);
  const stepCost = blockCost(node.step);
  const resultCost = blockCost(node.result);
  const advance = (frame: Frame): Value => {
    charge(frame.meter, conditionCost);
    if (condition?.(frame) === false) return false;
    charge(frame.meter, stepCost);
    frame.locals[node.accumulator] = step?.(frame) ?? null;
    return true;
  };
  return (frame) => {
    const visits = visitsOf(node, range?.(frame) ?? null);
    if (isBad(visits)) return visits;
    frame.locals[node.accumulator] = init?.(frame) ?? null;
    for (const visit of visits) if (inVisit(node, frame, visit, advance) === false) break;
    charge(frame.meter, resultCost);
    return result?.(frame) ?? null;
  };
}
