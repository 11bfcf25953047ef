export { checkPlan, type CheckedPlan, type ToldFinding } from "./check-plan.ts";
export { explainAct, type Decider, type ExplainedAct } from "./explain-act.ts";
export { permittedTo, type Permitted } from "./grants.ts";
export { readAct, readEvaluation, type ActInput, type ReadAct, type ReadEvaluation } from "./read-act.ts";
export { tellDiagnostics, type ToldConcern, type ToldDiagnostic } from "./told.ts";
export { LONGEST_INPUT, TOOLS, type SchemaObject, type ToolForm, type ToolName } from "./tools.ts";
