export { showHidden, plainText } from "./detectors/hidden.ts";
export { MARKINGS, type Marking } from "./detectors/markings.ts";
export type { ContentFinding } from "./finding.ts";
export { INSPECTION_RULES, Inspector, type Inspection, type InspectionRules } from "./inspector.ts";
export { PolicedInspector, type Inspected } from "./policy/policed-inspector.ts";
export {
  inspectionPolicy,
  statedOfModels,
  statedOfTools,
  TOOL_ACTIONS,
  type InspectionPolicy,
  type StatedInspection,
} from "./policy/policy.ts";
