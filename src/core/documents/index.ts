export {
  ANY_KIND,
  BUDGET_SPANS,
  BUDGET_UNITS,
  INSPECTION_ACTIONS,
  INSPECTION_DETECTORS,
  INSPECTION_LABELS,
  MARKING_LABELS,
} from "./types/index.ts";
export type {
  AgentDocument,
  AgentSpec,
  AnyDocument,
  BudgetLimit,
  BudgetSpan,
  BudgetUnit,
  DocumentKind,
  DocumentOf,
  FrameworkDocument,
  GrantDocument,
  GrantSpec,
  InspectionAction,
  InspectionActions,
  InspectionDetector,
  InspectionSettings,
  LinkRule,
  Mapping,
  Metadata,
  NamedExpression,
  Origin,
  Parameter,
  PolicyDocument,
  PolicyMatch,
  PolicySpec,
  PropertySchema,
  PropertyType,
  ProviderDefault,
  ResourceKindDocument,
  ResourceMappingDocument,
  SettingsDocument,
  SourceExpression,
  Validation,
  WaiverDocument,
} from "./types/index.ts";
export { conformValue, type ConformedValue } from "./conform-value.ts";
export { expressionDiagnostic } from "./origin/expression-diagnostic.ts";
export { formatDocuments, type FormatResult } from "./format/format-documents.ts";
export { documentDigest } from "./document-digest.ts";
export { freezeDocuments, thawDocuments, type FrozenDocuments } from "./freeze.ts";
export { isDocumentKind, parseDocuments, type ParsedDocuments } from "./parse-documents.ts";
export { DOCUMENT_LIMITS, type DocumentLimits } from "./read/limits.ts";
export { MAX_DELEGATION_DEPTH } from "./schemas/agent.ts";
export { actionProblem, NO_INSPECTION, type ActionProblem } from "./schemas/inspection.ts";
export { DEFAULT_WARN_DAYS } from "./schemas/settings.ts";
export { inspectTokens } from "./read/inspect-tokens.ts";
export { isSelfApproved } from "./self-approval.ts";
export { jsonSchemas } from "./schemas/document-forms.ts";
export { readTrees, type DocumentTree } from "./read-trees.ts";
export type { DocumentNode } from "./read/node.ts";
export {
  anyValue,
  bool,
  expression,
  list,
  mapOf,
  oneOf,
  optional,
  record,
  report,
  reportWrongType,
  required,
  toValue,
  withRule,
  type JsonSchema,
  type Reading,
  type RuleProblem,
  type Shape,
} from "./shape/index.ts";
export { keysOf, rootSchemas, schemasWithin } from "./schemas/schemas-within.ts";
export { EXPRESSION_MEDIA_TYPE } from "./shape/scalars.ts";
