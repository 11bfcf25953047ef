export {
  EVALUATION_COST_LIMIT,
  EXPRESSION_COST_LIMIT,
  type Backend,
  type CompiledExpression,
  type CompiledGroup,
  type Explanation,
  type Iteration,
  type Meter,
  type Scope,
} from "./compiled.ts";
export { compileExpression, compileGroup, type CompileOptions } from "./compile.ts";
export { explainExpression } from "./explain/explain.ts";
export { uncheckedExpression } from "./unchecked.ts";
