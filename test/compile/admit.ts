import { parseAllDocuments } from "yaml";
import {
  checkExpression,
  compileExpression,
  CelError,
  createEnvironment,
  DYN,
  parseExpression,
  writLibraries,
  type CompiledExpression,
  type Value,
} from "#core/language";
import type { Outcome } from "#core/model";
import type { KubernetesObject } from "./objects.ts";

/** An emitted policy made runnable, as the API server would run it. */
export interface RunnablePolicy {
  readonly name: string;
  /** The outcome of each validation on one object that is created. */
  admit(object: KubernetesObject): readonly Outcome[];
}

const COST_LIMIT = 1_000_000;
const VARIABLES = { object: DYN, request: DYN, variables: DYN };
const ENVIRONMENT = createEnvironment({ libraries: writLibraries, variables: VARIABLES });

/** Reads back one emitted file. Throws where an expression does not compile without Writ's own functions. */
export function readPolicy(text: string): RunnablePolicy {
  const policy: EmittedPolicy = parseAllDocuments(text)[0]?.toJS();
  const { spec } = policy;
  const variables = (spec.variables ?? []).map(({ name, expression }) => ({ name, compiled: compile(expression) }));
  const validations = spec.validations.map(({ expression }) => compile(expression));
  const messages = spec.validations.flatMap(({ messageExpression }) => messageExpression ?? []);
  for (const message of messages) compile(message);
  return {
    name: policy.metadata.name,
    admit: (object) => {
      const scope = { object, request: { operation: "CREATE", kind: { kind: object["kind"] ?? null } }, variables: {} };
      const known: Record<string, Value> = {};
      for (const { name, compiled } of variables) known[name] = run(compiled, { ...scope, variables: { ...known } });
      return validations.map((compiled) => outcomeOf(run(compiled, { ...scope, variables: known })));
    },
  };
}

interface EmittedPolicy {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly variables?: readonly { readonly name: string; readonly expression: string }[];
    readonly validations: readonly { readonly expression: string; readonly messageExpression?: string }[];
  };
}

function compile(source: string): CompiledExpression {
  const parsed = parseExpression(source);
  if (parsed.kind === "rejected") throw new Error(`${source}: ${parsed.problems[0]?.message}`);
  const checked = checkExpression(parsed.parsed, ENVIRONMENT);
  if (checked.kind === "rejected") throw new Error(`${source}: ${checked.problems[0]?.message}`);
  return compileExpression(checked.checked);
}

function run(compiled: CompiledExpression, scope: Readonly<Record<string, Value>>): Value {
  return compiled.evaluate(scope, { spent: 0, limit: COST_LIMIT });
}

function outcomeOf(value: Value): Outcome {
  if (value instanceof CelError) return "error";
  return value === true ? "pass" : "fail";
}
