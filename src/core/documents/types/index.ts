export type { DocumentOf, Metadata, NamedExpression, Origin, SourceExpression } from "./common.ts";
export type { AnyDocument, DocumentKind } from "./document.ts";
export {
  BUDGET_SPANS,
  BUDGET_UNITS,
  COVERAGES,
  RELATIONSHIPS,
  type AgentDocument,
  type AgentSpec,
  type BudgetLimit,
  type BudgetSpan,
  type BudgetUnit,
  type CrosswalkLink,
  type FrameworkDocument,
  type FrameworkSpec,
  type GrantDocument,
  type GrantSpec,
  type SettingsDocument,
  type SettingsSpec,
  type WaiverDocument,
  type WaiverSpec,
} from "./governance.ts";
export {
  INSPECTION_ACTIONS,
  INSPECTION_DETECTORS,
  INSPECTION_LABELS,
  MARKING_LABELS,
  STREAM_HANDLINGS,
  type InspectionAction,
  type InspectionActions,
  type InspectionDetector,
  type InspectionSettings,
} from "./inspection.ts";
export {
  ANY_KIND,
  EVIDENCE,
  type Parameter,
  type PolicyDocument,
  type PolicyMatch,
  type PolicySpec,
  type Validation,
} from "./policy.ts";
export { PROPERTY_TYPES, type PropertySchema, type PropertyType } from "./property-schema.ts";
export type {
  LinkRule,
  Mapping,
  ProviderDefault,
  ResourceKindDocument,
  ResourceMappingDocument,
} from "./resource-kind.ts";
