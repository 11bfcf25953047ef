import type { CheckedExpression } from "../2-check/checked.ts";
import { CelError, type Value } from "../values/index.ts";
import { closureOf } from "./closures/closure.ts";
import type { Backend, CompiledExpression, CompiledGroup, Meter, Scope } from "./compiled.ts";
import { generateExpression, generateGroup } from "./generate/generate.ts";
import { blockCost } from "./ir/block-cost.ts";
import { lowerExpression } from "./ir/lower.ts";
import type { Node } from "./ir/node.ts";
import { partsOf } from "./ir/operands.ts";
import { charge, failureOf, settle } from "./runtime/meter.ts";

export interface CompileOptions {
  /** Absent: generated code where the runtime permits it, else closures. */
  readonly backend?: Backend;
}

type Evaluate = CompiledExpression["evaluate"];

/**
 * Makes one expression runnable. An error names the node that failed; of several that read the same, it may name the first. Code is generated when the expression is evaluated for the first time, so that loading many policies does not
 * pay for those that are never asked.
 */
export function compileExpression(checked: CheckedExpression, options: CompileOptions = {}): CompiledExpression {
  const { root } = lowerExpression(checked, true);
  if ((options.backend ?? defaultBackend()) === "closures") return { evaluate: closuresOf(root) };
  const compiled = {
    evaluate: (scope: Scope, meter: Meter): Value => {
      compiled.evaluate = orElseClosures(() => generateExpression(root), root);
      return compiled.evaluate(scope, meter);
    },
  };
  return compiled;
}

function lazily(build: () => Evaluate): Evaluate {
  let built: Evaluate | undefined;
  return (scope, meter) => {
    built ??= build();
    return built(scope, meter);
  };
}

/** Generation fails only where the engine cannot parse what was generated, such as nesting beyond its stack; closures answer the same. */
function orElseClosures(generate: () => Evaluate, root: Node): Evaluate {
  try {
    return generate();
  } catch {
    return closuresOf(root);
  }
}

function closuresOf(root: Node): Evaluate {
  const run = closureOf(root);
  const cost = blockCost(root);
  return (scope, meter) => {
    try {
      charge(meter, cost);
      return settle(meter, run({ scope, meter, locals: [] }));
    } catch (cause) {
      return failureOf(cause);
    }
  };
}

/** The most nodes in one generated function; engines do not optimise functions beyond a size. */
const CHUNK_NODES = 1500;

export interface GroupOptions extends CompileOptions {
  /** Whether an error has to name a node of the expression that it is the answer of. Absent: yes. */
  readonly placesErrors?: boolean;
}

/** Makes several expressions over one scope runnable as one, sharing common sub-expressions. */
export function compileGroup(checked: readonly CheckedExpression[], options: GroupOptions = {}): CompiledGroup {
  const roots = checked.map((one) => lowerExpression(one, true).root);
  if ((options.backend ?? defaultBackend()) === "closures") return { evaluate: separately(roots.map(closuresOf)) };
  const group: { evaluate: CompiledGroup["evaluate"] } = {
    evaluate: (scope, meter, out) => {
      group.evaluate = generatedGroup(roots, options.placesErrors ?? true);
      group.evaluate(scope, meter, out);
    },
  };
  return group;
}

type EvaluateGroup = CompiledGroup["evaluate"];

function separately(members: readonly Evaluate[]): EvaluateGroup {
  return (scope, meter, out) => {
    for (const [at, evaluate] of members.entries()) out[at] = evaluate(scope, meter);
  };
}

function generatedGroup(roots: readonly Node[], placesErrors: boolean): EvaluateGroup {
  try {
    const evaluate = chunkedGroup(roots);
    return placesErrors && roots.length > 1 ? withPlaces(evaluate, roots) : evaluate;
  } catch {
    return separately(roots.map(closuresOf));
  }
}

function chunkedGroup(roots: readonly Node[]): EvaluateGroup {
  const chunks = chunksOf(roots).map(({ from, members }) => generateGroup(members, from));
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  return (scope, meter, out) => {
    for (const run of chunks) run(scope, meter, out);
  };
}

function withPlaces(evaluate: EvaluateGroup, roots: readonly Node[]): EvaluateGroup {
  const alone = roots.map((root) => lazily(() => closuresOf(root)));
  return (scope, meter, out) => {
    evaluate(scope, meter, out);
    for (let at = 1; at < alone.length; at++) {
      const answer = out[at];
      if (answer instanceof CelError) out[at] = placedAnswer(answer, alone[at], scope);
    }
  };
}

/**
 * An error in a shared sub-expression names a node of the expression that computed it first. Evaluated alone, which costs nobody's budget, an
 * expression names its own.
 */
function placedAnswer(answer: CelError, evaluate: Evaluate | undefined, scope: Scope): Value {
  if (answer.code === "cost-exceeded" || evaluate === undefined) return answer;
  const meter: Meter = { spent: 0, limit: Number.MAX_VALUE };
  return evaluate(scope, meter);
}

interface Chunk {
  readonly from: number;
  readonly members: Node[];
}

function chunksOf(roots: readonly Node[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let room = 0;
  for (const [at, root] of roots.entries()) {
    const size = sizeOf(root);
    const last = chunks.at(-1);
    if (last === undefined || size > room) {
      chunks.push({ from: at, members: [root] });
      room = CHUNK_NODES - size;
    } else {
      last.members.push(root);
      room -= size;
    }
  }
  return chunks;
}

function sizeOf(node: Node): number {
  return partsOf(node).reduce((size, part) => size + sizeOf(part), 1);
}

let canGenerate: boolean | undefined;

function defaultBackend(): Backend {
  canGenerate ??= isGenerationAllowed();
  return canGenerate ? "generated" : "closures";
}

function isGenerationAllowed(): boolean {
  try {
    // oxlint-disable-next-line no-implied-eval, no-new-func, typescript/no-implied-eval -- the question itself
    return new Function("return true")() === true;
  } catch {
    return false;
  }
}
