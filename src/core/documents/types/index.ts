export type { DocumentOf, Metadata, NamedExpression, Origin, SourceExpression } from "./common.ts";
export type { AnyDocument, DocumentKind } from "./document.ts";
export type {
  AgentDocument,
  AgentSpec,
  FrameworkDocument,
  FrameworkSpec,
  GrantDocument,
  GrantSpec,
  SettingsDocument,
  SettingsSpec,
  WaiverDocument,
  WaiverSpec,
} from "./governance.ts";
export type { Parameter, PolicyDocument, PolicyMatch, PolicySpec, Validation } from "./policy.ts";
export { PROPERTY_TYPES, type PropertySchema, type PropertyType } from "./property-schema.ts";
export type { LinkRule, Mapping, ProviderDefault, ResourceKindDocument } from "./resource-kind.ts";
