import type {
  AgentDocument,
  FrameworkDocument,
  GrantDocument,
  SettingsDocument,
  WaiverDocument,
} from "./governance.ts";
import type { PolicyDocument } from "./policy.ts";
import type { ResourceKindDocument, ResourceMappingDocument } from "./resource-kind.ts";

/** A document of any kind. */
export type AnyDocument =
  | PolicyDocument
  | GrantDocument
  | AgentDocument
  | WaiverDocument
  | ResourceKindDocument
  | ResourceMappingDocument
  | FrameworkDocument
  | SettingsDocument;

export type DocumentKind = AnyDocument["kind"];
