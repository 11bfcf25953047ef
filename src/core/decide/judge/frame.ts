import { NO_HISTORY } from "#core/history";
import {
  CelError,
  EVALUATION_COST_LIMIT,
  EXPRESSION_COST_LIMIT,
  type CompiledExpression,
  type Meter,
  type Timestamp,
  type Value,
  type ValueObject,
} from "#core/language";
import type { Context, Effect, Principal, Resource } from "#core/model";
import { valueOf } from "../value-of.ts";

/** The variables that expressions of policies, grants and settings see, as one object of one shape. */
export interface PolicyScope {
  [variable: string]: Value;
  resource: Value;
  before: Value;
  verb: Value;
  changed: Value;
  traits: Value;
  principal: Value;
  context: Value;
  history: Value;
  now: Value;
  params: Value;
  variables: Value;
}

const NOTHING: ValueObject = {};

/**
 * The state of the evaluation in progress. A program has one and reuses it for all of its decisions, because evaluation neither waits nor
 * re-enters; `release` forgets the last proposal.
 */
export class Frame {
  readonly scope: PolicyScope = emptyScope();
  readonly meter: Meter = { spent: 0, limit: EXPRESSION_COST_LIMIT };
  readonly out: Value[] = [];
  /** Tells evaluations apart, so that a variable's value is never taken for that of an earlier evaluation. */
  epoch = 0;
  /** What expressions run through `run` have cost since `begin`. */
  spent = 0;

  ask(principal: Principal, context: Context, now: Timestamp): void {
    this.scope.principal = valueOf(principal);
    this.scope.context = valueOf(context);
    this.scope.history = context.history ?? NO_HISTORY;
    this.scope.now = now;
  }

  /** Puts somebody else in the place of the principal. */
  speakAs(principal: Principal): void {
    this.scope.principal = valueOf(principal);
  }

  turnTo(effect: Effect): void {
    const scope = this.scope;
    scope.resource = valueOf(effect.resource);
    scope.before = effect.before === null ? null : valueOf(effect.before);
    scope.verb = effect.verb;
    scope.changed = effect.changed;
    scope.traits = effect.traits;
  }

  turnToResource(resource: Resource): void {
    Object.assign(this.scope, emptyScope());
    this.scope.resource = valueOf(resource);
  }

  /** Starts one evaluation with fresh budgets and the variables of the policies that take part. */
  begin(variables: ValueObject = NOTHING, params: ValueObject = NOTHING): void {
    this.epoch++;
    this.spent = 0;
    this.meter.spent = 0;
    this.scope.variables = variables;
    this.scope.params = params;
  }

  /** True while all that was spent since `begin` fits the budget of a single expression, so that no budget can have been exceeded. */
  isWithinOneExpression(): boolean {
    return this.meter.spent + this.spent <= EXPRESSION_COST_LIMIT;
  }

  /** Evaluates one expression within both budgets. Exceeding one is an error even where the expression itself absorbed it. */
  run(expression: CompiledExpression): Value {
    const limit = Math.min(EXPRESSION_COST_LIMIT, EVALUATION_COST_LIMIT - this.spent);
    if (limit <= 0) return costExceeded(EVALUATION_COST_LIMIT);
    const meter = { spent: 0, limit };
    const value = expression.evaluate(this.scope, meter);
    this.spent += meter.spent;
    return meter.spent <= limit ? value : costExceeded(limit);
  }

  release(): void {
    const scope = this.scope;
    scope.resource = null;
    scope.before = null;
    scope.traits = null;
    scope.principal = null;
    scope.context = null;
    scope.history = NO_HISTORY;
  }
}

function costExceeded(limit: number): CelError {
  return new CelError("cost-exceeded", `the evaluation costs more than its budget of ${limit}`);
}

function emptyScope(): PolicyScope {
  return {
    resource: null,
    before: null,
    verb: null,
    changed: null,
    traits: null,
    principal: null,
    context: null,
    history: NO_HISTORY,
    now: null,
    params: NOTHING,
    variables: NOTHING,
  };
}
