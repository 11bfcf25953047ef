export type { Backend, CompiledExpression, CompiledGroup, Explanation, Iteration, Meter, Scope } from "./compiled.ts";
export { compileExpression, compileGroup, type CompileOptions } from "./compile.ts";
export { explainExpression } from "./explain/explain.ts";
export { uncheckedExpression } from "./unchecked.ts";
