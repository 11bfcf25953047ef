export { showHidden, plainText } from "./detectors/hidden.ts";
export { MARKINGS, type Marking } from "./detectors/markings.ts";
export { INSPECTION_LABELS, type ContentFinding } from "./finding.ts";
export { INSPECTION_RULES, Inspector, type Inspection, type InspectionRules } from "./inspector.ts";
